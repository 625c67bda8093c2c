//! What the cart shows. Amounts are gross, in rappen.

use serde::{Deserialize, Serialize};

use crate::{
    catalog::PictureView,
    ids::VariantId,
    orders::{DeliveryMethodView, Voucher, VoucherProblem},
    payments::GiftCardView,
    vat::{BasisPoints, Taxable, VatShare, shares_of},
};

/// A line of the cart: a snapshot taken when it was put in, and what has changed since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartLineView {
    /// What is bought.
    pub variant: VariantId,
    /// The product's name in URLs.
    pub product_slug: String,
    /// The product's name in the page's language.
    pub name: String,
    /// The chosen options, such as `Night blue`; empty without options.
    pub options: String,
    /// Stock keeping unit.
    pub sku: String,
    /// The price of one piece.
    pub unit_price: i64,
    /// Pieces.
    pub quantity: u32,
    /// `unit_price × quantity`.
    pub total: i64,
    /// Today's tax rate.
    pub vat_rate: BasisPoints,
    /// The main picture.
    pub picture: Option<PictureView>,
    /// What is different now from when it was put in.
    pub change: Option<LineChange>,
    /// Pieces that could be bought now.
    pub available: u32,
}

impl CartLineView {
    /// Whether the line counts. One that is short counts in full: the buyer sees its total, and has to settle the number of pieces before buying.
    pub const fn counts(&self) -> bool {
        !matches!(self.change, Some(LineChange::Gone | LineChange::SoldOut))
    }
}

/// What has changed since a line was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineChange {
    /// The price is another one now; buying means the new one.
    Price {
        /// The price of one piece when it was put in.
        before: i64,
    },
    /// Fewer pieces are left than the line asks for.
    Stock {
        /// Pieces left, at least one.
        left: u32,
    },
    /// Sold out.
    SoldOut,
    /// No longer sold.
    Gone,
}

/// The cart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartView {
    /// Counts the changes; a change made against an older version is told so.
    pub version: u64,
    /// The lines, in the order in which they were put in.
    pub lines: Vec<CartLineView>,
    /// Pieces over all lines.
    pub pieces: u32,
    /// Sum of the lines that can be bought.
    pub items_total: i64,
    /// Delivery methods with what they would cost for this cart, cheapest first.
    pub delivery_methods: Vec<DeliveryMethodView>,
    /// Whether no delivery method can carry it.
    #[serde(default)]
    pub undeliverable: bool,
    /// The voucher in use, also when it takes nothing off for now.
    #[serde(default)]
    pub voucher: Option<Voucher>,
    /// What the voucher takes off the goods.
    #[serde(default)]
    pub discount: i64,
    /// Why the voucher takes nothing off.
    #[serde(default)]
    pub voucher_problem: Option<VoucherProblem>,
    /// The gift card in use.
    #[serde(default)]
    pub gift_card: Option<GiftCardView>,
    /// Tax contained in the goods after the discount, per rate, without delivery.
    pub vat: Vec<VatShare>,
    /// The line removed last, which can be put back.
    pub removed: Option<CartLineView>,
}

impl CartView {
    /// Counts and sums what follows from the lines and the voucher alone: pieces, goods, discount and their taxes. The one rule for the server's
    /// answer and for what the browser expects of it, so that nothing moves on the page when the answer comes.
    pub fn sum_up(&mut self) {
        self.pieces = self.lines.iter().fold(0, |sum, line| line.quantity.saturating_add(sum));
        self.items_total = self.lines.iter().filter(|line| line.counts()).fold(0, |sum, line| line.total.saturating_add(sum));
        let (goods, problem) = self.taxable();
        self.discount = goods.iter().fold(0, |sum, line| line.discount.saturating_add(sum));
        self.voucher_problem = problem;
        self.vat = shares_of(&goods, 0);
    }

    /// What it costs with a delivery fee, in rappen.
    pub const fn total(&self, delivery_fee: i64) -> i64 {
        self.items_total.saturating_sub(self.discount).saturating_add(delivery_fee)
    }

    /// The taxes that [`Self::total`] contains.
    pub fn vat_with(&self, delivery_fee: i64) -> Vec<VatShare> {
        shares_of(&self.taxable().0, delivery_fee)
    }

    /// What the gift card pays of a total, in rappen.
    pub fn gift_card_pays(&self, total: i64) -> i64 {
        self.gift_card.as_ref().map_or(0, |card| card.pays(total))
    }

    /// The goods with their parts of the discount, and why there is none.
    fn taxable(&self) -> (Vec<Taxable>, Option<VoucherProblem>) {
        let lines: Vec<_> = self.lines.iter().filter(|line| line.counts()).collect();
        let values: Vec<_> = lines.iter().map(|line| (line.variant, line.total)).collect();
        let (parts, problem) = match self.voucher.as_ref().map(|voucher| voucher.parts(&values)) {
            Some(Ok(parts)) => (parts, None),
            Some(Err(problem)) => (vec![0; lines.len()], Some(problem)),
            None => (vec![0; lines.len()], None),
        };
        let goods = lines.iter().zip(parts).map(|(line, discount)| Taxable { rate: line.vat_rate, gross: line.total, discount });
        (goods.collect(), problem)
    }

    /// Whether something stands in the way of buying: a line that is gone, sold out or short, or a cart that nobody can carry.
    pub fn blocked(&self) -> bool {
        self.undeliverable
            || self.lines.iter().any(|line| matches!(line.change, Some(LineChange::Stock { .. } | LineChange::SoldOut | LineChange::Gone)))
    }
}
