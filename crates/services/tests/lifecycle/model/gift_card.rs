use domain::orders::{OrderRefusal, OrderState};
use uuid::Uuid;

use super::Model;

/// A gift card.
#[derive(Clone, Debug)]
pub struct Card {
    pub code: String,
    pub id: Uuid,
    /// Rappen.
    pub balance: i64,
}

/// What a card pays of an order.
#[derive(Clone, Copy, Debug)]
pub struct GiftPart {
    pub card: usize,
    pub amount: i64,
    /// Whether the order has given it back.
    pub is_back: bool,
}

impl Model {
    /// A buyer wants to pay with a card.
    pub fn use_card(&mut self, buyer: usize, card: usize) -> Result<(), OrderRefusal> {
        if self.carts[buyer].is_empty() {
            return Err(OrderRefusal::CartEmpty);
        }
        if self.cards[card].balance == 0 {
            return Err(OrderRefusal::CodeUnknown);
        }
        self.cards_in_use[buyer] = Some(card);
        Ok(())
    }

    /// A buyer enters a code that nobody has given out.
    pub fn use_nothing(&self, buyer: usize) -> Result<(), OrderRefusal> {
        Err(if self.carts[buyer].is_empty() { OrderRefusal::CartEmpty } else { OrderRefusal::CodeUnknown })
    }

    /// What the card in use pays of a total, if there is one and something is on it.
    pub fn gift_part(&self, buyer: usize, total: i64) -> Option<GiftPart> {
        let card = self.cards_in_use[buyer]?;
        let amount = self.cards[card].balance.min(total);
        (amount > 0).then_some(GiftPart { card, amount, is_back: false })
    }

    /// An order that comes to an end gives back what a card has paid, once.
    pub fn give_card_back(&mut self, order: usize, state: OrderState) {
        let is_over = matches!(state, OrderState::Cancelled | OrderState::Expired | OrderState::Refunded);
        if let Some(part) = self.orders[order].gift.as_mut().filter(|part| is_over && !part.is_back) {
            part.is_back = true;
            self.cards[part.card].balance += part.amount;
        }
    }

    /// Whether a card could pay its part of an order that is paid late.
    pub fn card_suffices(&self, order: usize) -> bool {
        self.orders[order].gift.is_none_or(|part| !part.is_back || self.cards[part.card].balance >= part.amount)
    }

    /// It pays.
    pub fn take_from_card(&mut self, order: usize) {
        if let Some(part) = self.orders[order].gift.as_mut().filter(|part| part.is_back) {
            part.is_back = false;
            self.cards[part.card].balance -= part.amount;
        }
    }
}
