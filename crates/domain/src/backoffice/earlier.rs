//! Orders of an earlier shop: history that was imported. They are shown and found, and nothing can be done with them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{EarlierOrder, LONGEST_SEARCH, MOST_ROWS, USUAL_ROWS};
use crate::{ids::OrderId, orders::OrderState};

/// Which earlier orders to show. All of it may come out of an address: what cannot be is not refused but taken for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EarlierQuery {
    /// The beginning of a number, a name, an email address or a SKU; upper and lower case are the same. Empty for all.
    pub search: String,
    /// Where the page begins: [`EarlierList::next`] of the page before.
    pub after: Option<String>,
    /// Rows wanted: 1 to [`MOST_ROWS`], 0 for [`USUAL_ROWS`].
    pub size: u32,
}

impl EarlierQuery {
    /// How many rows are shown: what was asked for, within its bounds.
    pub fn rows(&self) -> u32 {
        if self.size == 0 { USUAL_ROWS } else { self.size.min(MOST_ROWS) }
    }

    /// The text that is searched for, without what makes no difference.
    pub fn words(&self) -> String {
        let sound = self.search.trim().chars().filter(|character| *character != '\0');
        sound.take(LONGEST_SEARCH).collect::<String>().trim_end().to_lowercase()
    }
}

/// A page of earlier orders, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierList {
    /// The rows, at most as many as were asked for.
    pub rows: Vec<EarlierRow>,
    /// Where the next page begins, if there is more.
    pub next: Option<String>,
}

/// An earlier order in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierRow {
    /// Which.
    pub id: OrderId,
    /// The number that the earlier shop gave it.
    pub number: String,
    /// What became of it.
    pub state: OrderState,
    /// Who ordered; empty where it is not known, or forgotten.
    pub name: String,
    /// With which address; empty where it is not known, or forgotten.
    pub email: String,
    /// When it was placed, UTC.
    pub placed_at: DateTime<Utc>,
    /// What it cost, in rappen.
    pub total: i64,
}

/// An earlier order as its screen shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierDetail {
    /// Which.
    pub id: OrderId,
    /// What the file said.
    pub order: EarlierOrder,
    /// When it was imported, UTC.
    pub imported_at: DateTime<Utc>,
    /// Whether it stands in an account.
    pub has_account: bool,
    /// Whether who ordered is forgotten.
    pub is_erased: bool,
}
