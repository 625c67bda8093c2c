use domain::orders::{OrderRefusal, OrderState, VoucherProblem};

use super::Model;

/// What a voucher takes off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Benefit {
    /// A tenth of the goods, to the next five rappen.
    Tenth,
    /// Rappen.
    Amount(i64),
    All,
    Delivery,
}

/// A voucher.
#[derive(Clone, Copy, Debug)]
pub struct Voucher {
    pub code: &'static str,
    pub benefit: Benefit,
    /// Least value of the goods, in rappen.
    pub minimum: i64,
    pub most_uses: Option<usize>,
    pub most_by_customer: Option<usize>,
}

/// The vouchers of every shop.
pub const VOUCHERS: [Voucher; 4] = [
    Voucher { code: "TENTH", benefit: Benefit::Tenth, minimum: 0, most_uses: Some(4), most_by_customer: Some(1) },
    Voucher { code: "TWENTY", benefit: Benefit::Amount(2_000), minimum: 3_000, most_uses: None, most_by_customer: Some(2) },
    Voucher { code: "CARRIED", benefit: Benefit::Delivery, minimum: 0, most_uses: Some(3), most_by_customer: None },
    Voucher { code: "GRATIS", benefit: Benefit::All, minimum: 0, most_uses: Some(1), most_by_customer: None },
];

/// The voucher that an order has used.
#[derive(Clone, Copy, Debug)]
pub struct Used {
    pub voucher: usize,
    /// Whether the order has given the use back.
    pub is_back: bool,
}

impl Model {
    /// A buyer wants to use a voucher. What the buyer's uses so far are is known once an address was entered.
    pub fn use_voucher(&mut self, buyer: usize, voucher: usize) -> Result<(), OrderRefusal> {
        if self.carts[buyer].is_empty() {
            return Err(OrderRefusal::CartEmpty);
        }
        // What is sold out is shown and not counted.
        let there = self.carts[buyer].iter().filter(|(product, _)| self.levels[**product].available > 0);
        let goods = there.map(|(product, pieces)| self.prices[*product] * i64::from(*pieces)).sum();
        let customer = self.drafts[buyer];
        if let Some(problem) = self.problem(voucher, customer, goods) {
            return Err(OrderRefusal::Voucher(problem));
        }
        self.vouchers_in_use[buyer] = Some(voucher);
        Ok(())
    }

    /// The voucher that counts when a buyer orders goods of this value.
    pub fn voucher(&self, buyer: usize, goods: i64) -> Option<usize> {
        self.vouchers_in_use[buyer].filter(|voucher| self.problem(*voucher, Some(buyer), goods).is_none())
    }

    fn problem(&self, voucher: usize, customer: Option<usize>, goods: i64) -> Option<VoucherProblem> {
        let Voucher { minimum, .. } = VOUCHERS[voucher];
        if !self.has_uses_left(voucher, None) {
            Some(VoucherProblem::UsedUp)
        } else if customer.is_some_and(|customer| !self.has_uses_left(voucher, Some(customer))) {
            Some(VoucherProblem::UsedUpByCustomer)
        } else if goods == 0 {
            Some(VoucherProblem::OtherGoods)
        } else {
            (goods < minimum).then_some(VoucherProblem::BelowMinimum { minimum })
        }
    }

    /// By all, or by one customer.
    fn has_uses_left(&self, voucher: usize, customer: Option<usize>) -> bool {
        let uses = self.orders.iter().filter(|order| order.voucher.is_some_and(|used| used.voucher == voucher && !used.is_back));
        let uses = uses.filter(|order| customer.is_none_or(|customer| customer == order.buyer)).count();
        let most = if customer.is_some() { VOUCHERS[voucher].most_by_customer } else { VOUCHERS[voucher].most_uses };
        most.is_none_or(|most| uses < most)
    }

    /// An order that was not paid gives the use back.
    pub fn give_voucher_back(&mut self, order: usize, state: OrderState) {
        if let (Some(used), OrderState::Cancelled | OrderState::Expired) = (&mut self.orders[order].voucher, state) {
            used.is_back = true;
        }
    }

    /// Whether an order that is paid late could use its voucher again.
    pub fn voucher_is_there(&self, order: usize) -> bool {
        let buyer = self.orders[order].buyer;
        let used = self.orders[order].voucher.filter(|used| used.is_back);
        used.is_none_or(|used| self.has_uses_left(used.voucher, None) && self.has_uses_left(used.voucher, Some(buyer)))
    }

    /// It does.
    pub fn take_voucher_again(&mut self, order: usize) {
        if let Some(used) = &mut self.orders[order].voucher {
            used.is_back = false;
        }
    }
}

impl Benefit {
    /// Rappen off goods of this value.
    pub fn on(self, goods: i64) -> i64 {
        match self {
            Self::Tenth => (goods / 10 * 2 + 5) / 10 * 5,
            Self::Amount(amount) => amount.min(goods),
            Self::All => goods,
            Self::Delivery => 0,
        }
    }
}
