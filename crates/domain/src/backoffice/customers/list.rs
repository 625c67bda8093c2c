//! The table of customers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::backoffice::{LONGEST_SEARCH, MOST_ROWS, USUAL_ROWS};

/// What somebody is to the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerKind {
    /// They have an account; whoever is staff has one as well.
    Account,
    /// They have ordered without one.
    Guest,
    /// They have an account with a role besides buying.
    Staff,
}

impl CustomerKind {
    /// All kinds, in the order in which a list shows them.
    pub const ALL: [Self; 3] = [Self::Account, Self::Guest, Self::Staff];

    /// The name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Guest => "guest",
            Self::Staff => "staff",
        }
    }

    /// The kind of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Which customers to show. All of it may come out of an address: what cannot be is not refused but taken for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomerQuery {
    /// A part of an email address or of a name; upper and lower case are the same. Empty for all.
    pub search: String,
    /// Only these; none for everybody.
    pub kind: Option<CustomerKind>,
    /// Where the page begins: [`CustomerList::next`] of the page before.
    pub after: Option<String>,
    /// Rows wanted: 1 to [`MOST_ROWS`], 0 for [`USUAL_ROWS`].
    pub size: u32,
}

impl CustomerQuery {
    /// How many rows are shown: what was asked for, within its bounds.
    pub fn rows(&self) -> u32 {
        if self.size == 0 { USUAL_ROWS } else { self.size.min(MOST_ROWS) }
    }

    /// The text that is searched for, without what makes no difference.
    pub fn words(&self) -> String {
        self.search.trim().chars().filter(|character| *character != '\0').take(LONGEST_SEARCH).collect::<String>().trim_end().to_lowercase()
    }
}

/// A page of customers, by their email addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerList {
    /// The rows, at most as many as were asked for.
    pub rows: Vec<CustomerRow>,
    /// Where the next page begins, if there is more.
    pub next: Option<String>,
    /// Whether guests and orders are shown: for those who may see orders.
    pub sees_orders: bool,
}

/// A customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    /// The account; of a guest, the order placed last.
    pub id: Uuid,
    /// What they are.
    pub kind: CustomerKind,
    /// The address for mails.
    pub email: String,
    /// What they are called; empty where nobody knows.
    pub name: String,
    /// Whether the account is closed.
    pub closed: bool,
    /// Since when: the account, or a guest's first order. UTC.
    pub since: DateTime<Utc>,
    /// Orders that they placed, for those who may see orders.
    pub orders: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_asked_for_is_not_shown() {
        let query = |size| CustomerQuery { size, ..CustomerQuery::default() }.rows();
        assert_eq!((query(0), query(1), query(u32::MAX)), (50, 1, 100));
        let words = |search: &str| CustomerQuery { search: search.into(), ..CustomerQuery::default() }.words();
        assert_eq!(
            (words(" Müller "), words(" "), words("a\0b"), words(&"x".repeat(500)).len()),
            ("müller".into(), String::new(), "ab".into(), LONGEST_SEARCH)
        );
    }

    #[test]
    fn names_lead_back() {
        assert!(CustomerKind::ALL.into_iter().all(|kind| CustomerKind::from_code(kind.code()) == Some(kind)));
    }
}
