//! The same done to many products.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{HIGHEST_PRICE, ProductQuery, ProductStatus};
use crate::ids::ProductId;

/// Most products of one act.
pub const MOST_IN_BULK: u32 = 500;

/// Prices are round to so many rappen: there is no smaller coin.
const COIN: i64 = 5;

/// What is done to each of the products.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkAct {
    /// The prices of its variants change; of archived ones they stay.
    Price(PriceChange),
    /// It becomes a draft, is published from now on, or is archived.
    Status(BulkStatus),
}

/// How prices change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceChange {
    /// By a part of themselves, in basis points: -1000 is ten percent less.
    Percent(i32),
    /// By an amount, in rappen.
    Amount(i64),
}

/// What many products can become at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkStatus {
    /// Nobody but staff sees them.
    Draft,
    /// They are shown and sold from now on.
    Published,
    /// They are not sold any more.
    Archived,
}

impl BulkStatus {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Published, Self::Archived];

    /// The status that a product has then.
    pub const fn status(self) -> ProductStatus {
        match self {
            Self::Draft => ProductStatus::Draft,
            Self::Published => ProductStatus::Published,
            Self::Archived => ProductStatus::Archived,
        }
    }
}

impl PriceChange {
    /// The new price in rappen, rounded to the nearest five, half of it up. None where that is nothing, below nothing, or more than a price may be.
    pub fn of(self, price: i64) -> Option<i64> {
        let exact = match self {
            Self::Percent(points) => i128::from(price) * (10_000 + i128::from(points)),
            Self::Amount(amount) => (i128::from(price) + i128::from(amount)) * 10_000,
        };
        let coin = i128::from(COIN) * 10_000;
        let rounded = (exact + coin / 2).div_euclid(coin) * i128::from(COIN);
        i64::try_from(rounded).ok().filter(|price| (1..=HIGHEST_PRICE).contains(price))
    }
}

/// Which products.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkScope {
    /// These.
    Selected(Vec<ProductId>),
    /// All that a table finds, on all its pages.
    Found(ProductQuery),
}

/// What an act would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkPreview {
    /// The products that would change.
    pub changes: Vec<BulkChange>,
    /// The products to which it cannot be done, with why.
    pub refused: Vec<BulkRefused>,
    /// How many products it would leave as they are.
    pub same: u32,
    /// Whether more products are meant than can be changed at once; then none would be.
    pub too_many: bool,
}

/// A product that would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkChange {
    /// Which one.
    pub product: ProductId,
    /// Its version.
    pub version: i64,
    /// Its name in the asker's language.
    pub name: String,
    /// What it is now, and what it would be.
    pub what: BulkDifference,
}

/// What would change of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkDifference {
    /// Its lowest and its highest price, in rappen: now, and then.
    Prices((i64, i64), (i64, i64)),
    /// How far it is: now, and then.
    Status(ProductStatus, ProductStatus),
}

/// A product to which an act cannot be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkRefused {
    /// Which one.
    pub product: ProductId,
    /// Its name in the asker's language.
    pub name: String,
    /// Why.
    pub why: BulkRefusal,
}

/// Why an act cannot be done to a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkRefusal {
    /// A price would be nothing, below nothing, or more than a price may be.
    Price,
    /// Something is missing that shoppers need: a text, or a variant.
    Incomplete,
}

/// An act on several products, by somebody who saw what it would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkRequest {
    /// Made by the form; it becomes the act's id, so that a form that is sent twice does its work once.
    pub key: Uuid,
    /// What is done.
    pub act: BulkAct,
    /// To which products, [`MOST_IN_BULK`] at most, with the versions that the screen showed.
    pub products: Vec<(ProductId, i64)>,
}

/// The last act on several products that can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkDone {
    /// The act.
    pub act: Uuid,
    /// How many products it changed.
    pub products: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_round_and_never_nothing() {
        let percent = |points, price| PriceChange::Percent(points).of(price);
        assert_eq!((percent(-1_000, 3_000), percent(-1_000, 3_333), percent(333, 3_000)), (Some(2_700), Some(3_000), Some(3_100)));
        assert_eq!((percent(0, 3_002), percent(0, 3_003), percent(0, 1_995)), (Some(3_000), Some(3_005), Some(1_995)));
        assert_eq!((percent(-5_000, 5), percent(-5_000, 4), percent(-10_000, 5_000), percent(-20_000, 5_000)), (Some(5), None, None, None));
        let amount = |amount, price| PriceChange::Amount(amount).of(price);
        assert_eq!((amount(-500, 1_000), amount(2, 1_000), amount(3, 1_000)), (Some(500), Some(1_000), Some(1_005)));
        assert_eq!((amount(-998, 1_000), amount(-1_000, 1_000), amount(-5_000, 1_000)), (None, None, None));
        assert_eq!((amount(i64::MAX, 1_000), amount(i64::MIN, 1_000), percent(i32::MAX, HIGHEST_PRICE)), (None, None, None));
    }

    /// More is never less, whatever it is rounded to.
    #[test]
    fn the_order_of_prices_stays() {
        for change in [PriceChange::Percent(-3_333), PriceChange::Percent(1_777), PriceChange::Amount(-13)] {
            let prices: Vec<i64> = (100..5_000).filter_map(|price| change.of(price)).collect();
            assert!(prices.is_sorted() && prices.iter().all(|price| price % 5 == 0), "{change:?}");
        }
    }
}
