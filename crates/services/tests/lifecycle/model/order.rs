use std::collections::BTreeMap;

use domain::{
    orders::{CheckoutForm, OrderRefusal, OrderState},
    payments::{PaymentState, RefundReason},
};
use services::payments::Outcome;
use uuid::Uuid;

use super::{GiftPart, Model, Used};

/// Grams of a piece, and of the heaviest parcel.
const GRAMS: u32 = 250;
const HEAVIEST: u32 = 30_000;

/// Rappen for the delivery of so many pieces worth so much; none for what nobody carries.
pub const fn delivery_fee(goods: i64, pieces: u32) -> Option<i64> {
    let (free_from, fee) = match pieces * GRAMS {
        0..=10_000 => (12_000, 790),
        10_001..=HEAVIEST => (30_000, 1_590),
        _ => return None,
    };
    Some(if goods >= free_from { 0 } else { fee })
}

/// A placed order.
#[derive(Clone, Debug)]
pub struct Order {
    pub buyer: usize,
    pub form: CheckoutForm,
    pub token: String,
    pub id: Uuid,
    /// For people.
    pub number: String,
    /// Pieces by product.
    pub lines: BTreeMap<usize, u32>,
    /// The product of each line and what is paid for it after the discount, by the line's position.
    pub positions: Vec<(usize, i64)>,
    /// Rappen to be paid, without what a gift card pays.
    pub due: i64,
    pub gift: Option<GiftPart>,
    pub voucher: Option<Used>,
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
            self.release(*number);
            self.becomes(*number, OrderState::Expired);
            // Whoever was charged all the same is not told that the order is over.
            let newest = self.newest(*number).map(|payment| self.payments[payment].state);
            if !matches!(newest, Some(PaymentState::Paid | PaymentState::Quarantined)) {
                self.write_to_buyer(*number, format!("order_expired/{}", self.orders[*number].id));
            }
        }
        due.len() as u64
    }

    /// Calls an order off; once is enough.
    pub fn cancel(&mut self, number: usize) -> Result<OrderState, OrderRefusal> {
        match self.orders[number].state {
            OrderState::AwaitingPayment => {
                self.release(number);
                self.becomes(number, OrderState::Cancelled);
                self.write_to_buyer(number, format!("order_cancelled/{}", self.orders[number].id));
            }
            OrderState::Cancelled => {}
            state => return Err(OrderRefusal::WrongState { state }),
        }
        Ok(OrderState::Cancelled)
    }

    /// What a payment whose money is there does to its order.
    pub fn pay(&mut self, payment: usize) -> Outcome {
        let number = self.payments[payment].order;
        let owed = match self.orders[number].state {
            OrderState::AwaitingPayment => None,
            // Late, the goods have to be there still.
            OrderState::Expired => (!self.hold_anew(number)).then_some(RefundReason::PaidTooLate),
            OrderState::Cancelled | OrderState::Pending => Some(RefundReason::PaidAfterCancel),
            OrderState::Paid | OrderState::Shipped | OrderState::Delivered | OrderState::Refunded => return Outcome::PaidTwice,
        };
        if let Some(reason) = owed {
            self.give_all_back(payment, reason);
            return Outcome::RefundOwed;
        }
        self.payments[payment].pays = true;
        self.sell(number);
        Outcome::OrderPaid
    }

    /// An order is paid: its goods are sold.
    pub fn sell(&mut self, number: usize) {
        for (product, pieces) in &self.orders[number].lines {
            let level = &mut self.levels[*product];
            level.held -= pieces;
            level.sold += pieces;
        }
        self.becomes(number, OrderState::Paid);
        self.write_to_buyer(number, format!("order_confirmation/{}", self.orders[number].id));
    }

    /// Ends an order of which all that was paid is back. Goods that were never sent are for sale again.
    pub fn refunded(&mut self, number: usize) {
        let before = self.orders[number].state;
        if before == OrderState::Refunded {
            return;
        }
        self.becomes(number, OrderState::Refunded);
        if before != OrderState::Paid {
            return;
        }
        if self.parcels.iter().any(|parcel| parcel.order == number) {
            self.call_staff(&format!("partly_sent/{}", self.orders[number].id));
            return;
        }
        for (product, pieces) in &self.orders[number].lines {
            let level = &mut self.levels[*product];
            level.sold -= pieces;
            level.available += pieces;
        }
    }

    pub fn becomes(&mut self, number: usize, state: OrderState) {
        self.orders[number].state = state;
        self.orders[number].history.push(state);
        self.give_card_back(number, state);
        self.give_voucher_back(number, state);
    }

    fn release(&mut self, number: usize) {
        for (product, pieces) in &self.orders[number].lines {
            let level = &mut self.levels[*product];
            level.held -= pieces;
            level.available += pieces;
        }
    }

    /// Takes the goods of an expired order again, its voucher, and what a card has paid of it: all or nothing.
    fn hold_anew(&mut self, number: usize) -> bool {
        let lines = &self.orders[number].lines;
        let all = self.voucher_is_there(number)
            && self.card_suffices(number)
            && lines.iter().all(|(product, pieces)| self.levels[*product].available >= *pieces);
        for (product, pieces) in lines.iter().filter(|_| all) {
            let level = &mut self.levels[*product];
            level.available -= pieces;
            level.held += pieces;
        }
        if all {
            self.take_from_card(number);
            self.take_voucher_again(number);
        }
        all
    }
}
