use domain::{
    cart::{CartRefusal, MOST_PIECES},
    orders::OrderRefusal,
};

use super::{Benefit, Model, Order, VOUCHERS, delivery_fee};

impl Model {
    /// Sets a cart's pieces of a product, or says why not.
    pub fn want(&mut self, buyer: usize, product: usize, pieces: u32) -> Result<(), CartRefusal> {
        if pieces == 0 || pieces > MOST_PIECES {
            return Err(CartRefusal::QuantityOutOfRange);
        }
        let left = self.levels[product].available;
        if pieces > left {
            return Err(CartRefusal::OutOfStock { left });
        }
        self.carts[buyer].insert(product, pieces);
        Ok(())
    }

    /// Pieces of a product in a cart.
    pub fn wanted(&self, buyer: usize, product: usize) -> u32 {
        self.carts[buyer].get(&product).copied().unwrap_or(0)
    }

    /// What a cart costs with its delivery; none if nobody carries it.
    pub fn total(&self, buyer: usize) -> Option<i64> {
        let goods = self.goods(buyer);
        let fee = delivery_fee(goods, self.carts[buyer].values().sum())?;
        Some(match self.voucher(buyer, goods).map(|voucher| VOUCHERS[voucher].benefit) {
            Some(Benefit::Delivery) => goods,
            Some(benefit) => goods - benefit.on(goods) + fee,
            None => goods + fee,
        })
    }

    /// What the goods in a cart cost.
    pub fn goods(&self, buyer: usize) -> i64 {
        self.carts[buyer].iter().map(|(product, pieces)| self.prices[*product] * i64::from(*pieces)).sum()
    }

    /// Why a cart cannot become an order. The product that is short is given by its number and what is left of it.
    pub fn obstacle(&self, buyer: usize, seen_total: i64, seen_gift: i64) -> Result<(), Obstacle> {
        let cart = &self.carts[buyer];
        if cart.is_empty() {
            return Err(Obstacle::Refusal(OrderRefusal::CartEmpty));
        }
        let total = self.total(buyer).ok_or(Obstacle::Refusal(OrderRefusal::NoDelivery))?;
        if total != seen_total {
            return Err(Obstacle::Refusal(OrderRefusal::CartChanged { total }));
        }
        let gift = self.gift_part(buyer, total).map_or(0, |part| part.amount);
        if gift != seen_gift {
            return Err(Obstacle::Refusal(OrderRefusal::GiftCardChanged { due: total - gift }));
        }
        let short = cart.iter().find(|(product, pieces)| self.levels[**product].available < **pieces);
        short.map_or(Ok(()), |(product, _)| Err(Obstacle::Short { product: *product, left: self.levels[*product].available }))
    }

    /// Makes an order of a cart without an obstacle; the order's number.
    pub fn order(&mut self, order: Order) -> usize {
        for (product, pieces) in &order.lines {
            let level = &mut self.levels[*product];
            level.available -= pieces;
            level.held += pieces;
        }
        if let Some(part) = order.gift {
            self.cards[part.card].balance -= part.amount;
        }
        self.carts[order.buyer].clear();
        self.cards_in_use[order.buyer] = None;
        self.vouchers_in_use[order.buyer] = None;
        self.drafts[order.buyer] = None;
        self.orders.push(order);
        let number = self.orders.len() - 1;
        if self.orders[number].due == 0 {
            self.sell(number);
        }
        number
    }
}

/// What stands in an order's way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    Refusal(OrderRefusal),
    Short { product: usize, left: u32 },
}
