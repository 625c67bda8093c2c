//! The audit log: what staff did.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Who;

/// What is looked for in the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditQuery {
    /// What was done, such as `order.ship`; the beginning of it is enough, such as `order.`. Empty for everything.
    pub action: String,
    /// What it was done to: an order's number, an account's id. Empty for everything.
    pub subject: String,
    /// Who did it: an account's id, or `operator`. Empty for everybody.
    pub who: String,
    /// Entries of this time and later.
    pub from: Option<DateTime<Utc>>,
    /// Entries before this time.
    pub until: Option<DateTime<Utc>>,
    /// Entries below this number: [`AuditList::next`] of the page before.
    pub before: Option<i64>,
    /// Rows wanted: 1 to [`super::MOST_ROWS`], 0 for [`super::USUAL_ROWS`].
    pub size: u32,
}

/// A page of the audit log, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditList {
    /// The entries.
    pub rows: Vec<AuditEntry>,
    /// Where the next page begins, if there is more.
    pub next: Option<i64>,
}

/// An entry of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Its number, from 1 without a gap.
    pub number: i64,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub who: Who,
    /// Where from: a block of addresses; empty where there is none, as for commands on the machine.
    pub place: String,
    /// What was done, such as `order.ship`.
    pub action: String,
    /// What it was done to: an order's number, an account's id.
    pub subject: String,
    /// What it was before, field by field.
    pub before: Vec<AuditField>,
    /// What it was afterwards, field by field.
    pub after: Vec<AuditField>,
    /// The entry's SHA-256 over its contents and the entry before it, in hexadecimal digits.
    pub hash: String,
}

/// A field of what was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditField {
    /// Its name.
    pub name: String,
    /// Its value: texts as they are, everything else as JSON.
    pub value: String,
}
