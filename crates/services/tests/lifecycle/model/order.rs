use std::collections::BTreeMap;

use domain::orders::{CheckoutForm, OrderState};

use super::Model;

/// Rappen for delivery: free from this much on.
pub fn delivery_fee(goods: i64) -> i64 {
    if goods >= 12_000 { 0 } else { 790 }
}

/// A placed order.
#[derive(Clone, Debug)]
pub struct Order {
    pub buyer: usize,
    pub form: CheckoutForm,
    pub token: String,
    pub lines: BTreeMap<usize, u32>,
    pub state: OrderState,
    /// Whether the time of its hold is over.
    pub hold_over: bool,
    /// All states so far.
    pub history: Vec<OrderState>,
}

impl Model {
    /// Ends the orders whose hold is over; how many.
    pub fn expire(&mut self) -> u64 {
        let due: Vec<usize> = (0..self.orders.len())
            .filter(|number| self.orders[*number].state == OrderState::AwaitingPayment && self.orders[*number].hold_over)
            .collect();
        for number in &due {
            for (product, pieces) in &self.orders[*number].lines {
                let level = &mut self.levels[*product];
                level.held -= pieces;
                level.available += pieces;
            }
            self.becomes(*number, OrderState::Expired);
        }
        due.len() as u64
    }

    /// Money for an order: whether it is paid by it. If not, the money is owed back.
    pub fn money(&mut self, number: usize) -> bool {
        let order = &self.orders[number];
        let held = match order.state {
            OrderState::AwaitingPayment => true,
            OrderState::Expired | OrderState::Cancelled => false,
            OrderState::Pending | OrderState::Paid | OrderState::Shipped | OrderState::Delivered | OrderState::Refunded => return false,
        };
        // Late, the goods have to be there still.
        if !held && order.lines.iter().any(|(product, pieces)| self.levels[*product].available < *pieces) {
            return false;
        }
        for (product, pieces) in &order.lines {
            let level = &mut self.levels[*product];
            if held {
                level.held -= pieces;
            } else {
                level.available -= pieces;
            }
            level.sold += pieces;
        }
        self.becomes(number, OrderState::Paid);
        self.write_confirmation(number);
        true
    }

    fn becomes(&mut self, number: usize, state: OrderState) {
        self.orders[number].state = state;
        self.orders[number].history.push(state);
    }
}
