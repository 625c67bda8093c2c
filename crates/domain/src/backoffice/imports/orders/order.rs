//! An order of an earlier shop.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{address::Address, orders::OrderState};

/// Most lines of one order.
pub const MOST_EARLIER_LINES: usize = 500;
/// Longest number of an earlier order, in characters.
pub const LONGEST_EARLIER_NUMBER: usize = 64;

/// An order of an earlier shop, as a file tells it. Amounts are gross, in rappen; its figures add up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierOrder {
    /// The line of the file on which it begins, from 1; 0 once it is imported.
    #[serde(skip)]
    pub line: u32,
    /// The number that the earlier shop gave it.
    pub number: String,
    /// Delivered, cancelled or refunded: nobody can act on it any more.
    pub state: OrderState,
    /// `de`, `fr`, `it`, `en`.
    pub language: String,
    /// Empty where it is not known.
    pub email: String,
    /// Where it went; parts that are not known are empty.
    pub address: Address,
    /// When it was placed, UTC.
    pub placed_at: DateTime<Utc>,
    /// How it went, in the earlier shop's words.
    pub delivery: String,
    /// How it was paid, in the earlier shop's words.
    pub payment_method: String,
    /// The code that took something off.
    pub discount_code: String,
    /// The goods.
    pub items_total: i64,
    /// What was taken off them.
    pub discount_total: i64,
    /// The delivery.
    pub delivery_fee: i64,
    /// The goods without what was taken off, with the delivery.
    pub total: i64,
    /// What was paid back.
    pub refunded_total: i64,
    /// What was bought; nothing here refers to a product.
    pub lines: Vec<EarlierLine>,
}

/// A line of an earlier order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierLine {
    /// Empty where it had none.
    pub sku: String,
    /// The article's name then.
    pub name: String,
    /// Such as `Farbe: Salbei`; may be empty.
    pub options: String,
    /// In basis points, where the file says it.
    pub vat_rate: Option<u32>,
    /// In rappen.
    pub unit_price: i64,
    /// Pieces.
    pub quantity: u32,
    /// In rappen.
    pub total: i64,
}
