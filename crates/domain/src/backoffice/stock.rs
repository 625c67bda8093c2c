//! The table of the stock, and what moved a variant's pieces.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{LONGEST_SEARCH, MOST_ROWS, StockBulkDone, USUAL_ROWS, Who};
use crate::{
    ids::OrderId,
    stock::{MovementKind, StockLevel},
};

/// Which variants to show. All of it may come out of an address: what cannot be is not refused but taken for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StockQuery {
    /// The beginning of a SKU, or words of a product's name in any of its languages; upper and lower case are the same. Empty for all.
    pub search: String,
    /// Only what is on sale with no more pieces left than the shop's setting for low stock.
    pub low: bool,
    /// Where the page begins: [`StockList::next`] of the page before.
    pub after: Option<String>,
    /// Rows wanted: 1 to [`MOST_ROWS`], 0 for [`USUAL_ROWS`].
    pub size: u32,
}

impl StockQuery {
    /// How many rows are shown: what was asked for, within its bounds.
    pub fn rows(&self) -> u32 {
        if self.size == 0 { USUAL_ROWS } else { self.size.min(MOST_ROWS) }
    }

    /// The text that is searched for, without what makes no difference.
    pub fn words(&self) -> String {
        self.search.trim().chars().take(LONGEST_SEARCH).collect::<String>().trim_end().to_lowercase()
    }
}

/// A page of variants, by their SKUs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockList {
    /// The rows, at most as many as were asked for.
    pub rows: Vec<StockRow>,
    /// Where the next page begins, if there is more.
    pub next: Option<String>,
    /// What the asker booked for several articles last, if it can be taken back.
    pub last: Option<StockBulkDone>,
}

/// A variant with its pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockRow {
    /// Its SKU.
    pub sku: String,
    /// Its product's name, in the language that was asked for.
    pub name: String,
    /// What it is chosen by, such as `blue, 0.5 l`; empty where there is nothing to choose.
    pub options: String,
    /// Its pieces; all of them 0 where none ever came in.
    pub level: StockLevel,
    /// Whether it is on sale; what is archived is not.
    pub for_sale: bool,
    /// Whether it is on sale with no more pieces left to sell than the shop's setting for low stock.
    pub is_low: bool,
}

/// A variant with what moved its pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockDetail {
    /// The variant.
    pub row: StockRow,
    /// A page of its movements, the newest first.
    pub movements: Vec<MovementRow>,
    /// Below which number the next page begins, if there is more.
    pub older: Option<i64>,
}

/// One movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementRow {
    /// Its number in the ledger, which grows with time.
    pub id: i64,
    /// Why pieces moved.
    pub kind: MovementKind,
    /// How many pieces; below zero only for a correction.
    pub quantity: i32,
    /// The order that is the cause, where it has a number yet.
    pub order: Option<MovementOrder>,
    /// What staff wrote.
    pub reason: String,
    /// Who it was, where people are the cause.
    pub who: Option<Who>,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

/// The order that moved pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementOrder {
    /// Its number for people.
    pub number: String,
    /// Its id, for those who may see orders.
    pub id: Option<OrderId>,
}

impl MovementRow {
    /// What it changes of the pieces that can be bought; what is held already changes nothing when it is sold.
    pub const fn change(&self) -> i32 {
        self.quantity * self.kind.change().available
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_asked_for_is_not_shown() {
        let query = |size| StockQuery { size, ..StockQuery::default() }.rows();
        assert_eq!((query(0), query(1), query(u32::MAX)), (50, 1, 100));
        let words = |search: &str| StockQuery { search: search.into(), ..StockQuery::default() }.words();
        assert_eq!((words(" Müller "), words(" "), words(&"x".repeat(500)).len()), ("müller".into(), String::new(), LONGEST_SEARCH));
    }

    #[test]
    fn a_sale_of_what_is_held_takes_nothing_more() {
        let row =
            |kind, quantity| MovementRow { id: 1, kind, quantity, order: None, reason: String::new(), who: None, at: DateTime::UNIX_EPOCH };
        let change = |kind, quantity| row(kind, quantity).change();
        assert_eq!(
            [MovementKind::GoodsIn, MovementKind::Hold, MovementKind::Release, MovementKind::Sale].map(|kind| change(kind, 3)),
            [3, -3, 3, 0]
        );
        assert_eq!(change(MovementKind::Correction, -2), -2);
    }
}
