//! The table and the board of orders.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ids::OrderId, orders::OrderState, payments::PaymentState};

/// Most rows of a page.
pub const MOST_ROWS: u32 = 100;

/// Rows of a page that nobody has asked anything about.
pub const USUAL_ROWS: u32 = 50;

/// Longest text that is searched for, in characters; what is longer is cut.
pub const LONGEST_SEARCH: usize = 100;

/// Beyond this many matches nobody counts.
pub const MOST_COUNTED: u32 = 10_000;

/// Which orders to show. All of it may come out of an address: what cannot be is not refused but taken for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderQuery {
    /// The beginning of a number, of an email address, of a word of the recipient's name, or of a SKU; upper and lower case are the same. Empty for all.
    pub search: String,
    /// Orders in one of these states; empty for all that were placed.
    pub states: Vec<OrderState>,
    /// Orders of which something waits for a person, whatever is searched for; none for all.
    pub waits: Option<OrderWaits>,
    /// Which order the rows come in.
    pub sort: OrderSort,
    /// Where the page begins: [`OrderList::next`] of the page before. One that is not the shop's, or of another sort, begins from the start.
    pub after: Option<String>,
    /// Rows wanted: 1 to [`MOST_ROWS`], 0 for [`USUAL_ROWS`].
    pub size: u32,
    /// Whether they are shown as a board, whose columns have states, order and size of their own.
    pub board: bool,
}

/// What of an order waits for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderWaits {
    /// A return that is asked for, agreed to or here.
    Return,
    /// A payment in quarantine. For those who may see payments.
    Payment,
}

impl OrderWaits {
    /// The name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Return => "return",
            Self::Payment => "payment",
        }
    }

    /// What a name stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Return, Self::Payment].into_iter().find(|waits| waits.code() == code)
    }
}

/// Which order the rows come in. Rows that are equal by it come by their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderSort {
    /// Placed last, first.
    #[default]
    Newest,
    /// Placed first, first.
    Oldest,
    /// The largest total first.
    Dearest,
    /// The smallest total first.
    Cheapest,
}

impl OrderSort {
    /// All sorts, in the order in which a list shows them.
    pub const ALL: [Self; 4] = [Self::Newest, Self::Oldest, Self::Dearest, Self::Cheapest];

    /// The name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Dearest => "dearest",
            Self::Cheapest => "cheapest",
        }
    }

    /// The sort of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

impl OrderQuery {
    /// How many rows are shown: what was asked for, within its bounds.
    pub fn rows(&self) -> u32 {
        if self.size == 0 { USUAL_ROWS } else { self.size.min(MOST_ROWS) }
    }

    /// The text that is searched for, without what makes no difference.
    pub fn words(&self) -> String {
        self.search.trim().chars().take(LONGEST_SEARCH).collect::<String>().trim_end().to_lowercase()
    }
}

/// A page of orders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderList {
    /// The rows, at most as many as were asked for.
    pub rows: Vec<OrderRow>,
    /// Where the next page begins, if there is more.
    pub next: Option<String>,
    /// How many orders match, on all pages, up to [`MOST_COUNTED`]; an estimate where a search finds thousands.
    pub total: u32,
    /// Whether there are more than `total`.
    pub is_more: bool,
    /// Whether the asker may ship them.
    pub may_ship: bool,
    /// How many orders of an earlier shop the words find, up to [`MOST_COUNTED`]; none where nothing is searched for.
    pub earlier: u32,
}

/// The states that the board has columns for: what somebody waits for, or has just done.
pub const BOARD_STATES: [OrderState; 3] = [OrderState::AwaitingPayment, OrderState::Paid, OrderState::Shipped];

/// A column of the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderColumn {
    /// The state of its orders.
    pub state: OrderState,
    /// The newest of them.
    pub list: OrderList,
}

/// An order in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// Its id.
    pub id: OrderId,
    /// Its version, for what is done to several orders at once.
    pub version: i64,
    /// For people: `2026-000042`.
    pub number: String,
    /// How far it is.
    pub state: OrderState,
    /// The recipient's name.
    pub name: String,
    /// Where mails go.
    pub email: String,
    /// When it was placed, UTC.
    pub placed_at: DateTime<Utc>,
    /// What it costs, gross, in rappen.
    pub total: i64,
    /// The attempt that pays it, or else the newest; none where nothing was left to pay.
    pub payment: Option<PaymentState>,
    /// How many pieces were ordered.
    pub pieces: u32,
    /// How many of them are in parcels that count as sent.
    pub sent: u32,
    /// How many parcels were made.
    pub parcels: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_asked_for_is_not_shown() {
        let query = |size| OrderQuery { size, ..OrderQuery::default() }.rows();
        assert_eq!((query(0), query(1), query(100), query(101), query(u32::MAX)), (50, 1, 100, 100, 100));
        let words = |search: &str| OrderQuery { search: search.into(), ..OrderQuery::default() }.words();
        assert_eq!((words(" Müller "), words(" "), words(&"x".repeat(500)).len()), ("müller".into(), String::new(), LONGEST_SEARCH));
    }

    #[test]
    fn sorts_round_trip() {
        assert!(OrderSort::ALL.into_iter().all(|sort| OrderSort::from_code(sort.code()) == Some(sort)));
        assert_eq!(OrderSort::from_code("prettiest"), None);
    }
}
