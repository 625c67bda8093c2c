use domain::{
    failure::FieldError,
    orders::{OrderRefusal, OrderState, ParcelState, ReturnState},
};
use uuid::Uuid;

use super::Model;
use crate::said::Said;

/// Most returns of an order.
const MOST: usize = 10;

/// Goods that a buyer wants to send back, of one line.
#[derive(Clone, Debug)]
pub struct Return {
    pub order: usize,
    pub id: Uuid,
    /// Which one of its order, from 1.
    pub number: usize,
    pub state: ReturnState,
    pub position: u32,
    pub pieces: u32,
    pub restocked: bool,
    /// Rappen that were paid for the goods, once they are here.
    pub worth: Option<i64>,
}

impl Model {
    /// Returns that an order has.
    pub fn returns_of(&self, order: usize) -> usize {
        self.returns.iter().filter(|goods| goods.order == order).count()
    }

    /// What was paid for the goods of a return, in rappen: their part of the line, of which others may have come back before.
    fn appraise(&self, goods: &Return) -> i64 {
        let order = &self.orders[goods.order];
        let (product, paid) = order.positions[goods.position as usize];
        let ordered = i64::from(order.lines[&product]);
        let is_before = |other: &&Return| other.order == goods.order && other.position == goods.position && other.worth.is_some();
        let before: i64 = self.returns.iter().filter(is_before).map(|other| i64::from(other.pieces)).sum();
        paid * (before + i64::from(goods.pieces)) / ordered - paid * before / ordered
    }

    /// Whether a buyer may send so many pieces of a line back.
    pub fn may_return(&self, order: usize, position: u32, pieces: u32) -> Said<()> {
        let state = self.orders[order].state;
        if !matches!(state, OrderState::Paid | OrderState::Shipped | OrderState::Delivered) {
            return Said::refused(OrderRefusal::WrongState { state });
        }
        if self.returns_of(order) >= MOST {
            return Said::refused(OrderRefusal::TooManyReturns);
        }
        let sent = self.in_parcels(order, |state| matches!(state, ParcelState::HandedOver | ParcelState::Delivered));
        let claims =
            self.returns.iter().filter(|goods| goods.order == order && goods.position == position && goods.state != ReturnState::Refused);
        let claimed: u32 = claims.map(|goods| goods.pieces).sum();
        let most = sent.get(&position).copied().unwrap_or_default().saturating_sub(claimed);
        if pieces > most {
            return Said::Invalid(vec![FieldError::too_large(&format!("quantity-{position}"), most)]);
        }
        Said::Done(())
    }

    /// A buyer asks to send goods back.
    pub fn ask_to_return(&mut self, order: usize, id: Uuid, (position, pieces): (u32, u32)) {
        let number = self.returns_of(order) + 1;
        self.returns.push(Return { order, id, number, state: ReturnState::Requested, position, pieces, restocked: false, worth: None });
        self.write_to_buyer(order, format!("return_requested/{id}"));
        self.call_staff(&format!("return/{id}"));
    }

    /// Staff agree or not; saying the same twice is saying it once.
    pub fn decide_return(&mut self, number: usize, decision: ReturnState) -> Result<(), OrderRefusal> {
        let goods = &mut self.returns[number];
        if goods.state == decision {
            return Ok(());
        }
        if goods.state != ReturnState::Requested {
            return Err(OrderRefusal::NotNow);
        }
        goods.state = decision;
        let key = format!("return_{}/{}", decision.code(), goods.id);
        self.write_to_buyer(self.returns[number].order, key);
        Ok(())
    }

    /// The goods are here: what was paid for them, in rappen.
    pub fn receive_return(&mut self, number: usize, restock: bool) -> Result<i64, OrderRefusal> {
        if let Some(worth) = self.returns[number].worth {
            return Ok(worth);
        }
        let worth = self.appraise(&self.returns[number]);
        let goods = &mut self.returns[number];
        if goods.state != ReturnState::Accepted {
            return Err(OrderRefusal::NotNow);
        }
        (goods.state, goods.worth, goods.restocked) = (ReturnState::Received, Some(worth), restock);
        if restock {
            let (product, _) = self.orders[goods.order].positions[goods.position as usize];
            self.levels[product].available += goods.pieces;
            self.restocked[product] += goods.pieces;
        }
        let (order, key) = (goods.order, format!("return_received/{}", goods.id));
        self.write_to_buyer(order, key);
        Ok(worth)
    }

    /// The matter is settled.
    pub fn close_return(&mut self, number: usize) -> Result<(), OrderRefusal> {
        let goods = &mut self.returns[number];
        match goods.state {
            ReturnState::Received | ReturnState::Closed => goods.state = ReturnState::Closed,
            ReturnState::Requested | ReturnState::Accepted | ReturnState::Refused => return Err(OrderRefusal::NotNow),
        }
        Ok(())
    }
}
