//! Two accounts of one person become one.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::AccountId;

/// What taking one account into another would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeLook {
    /// The account that stays.
    pub stays: MergeSide,
    /// The account whose things are taken over, and which is gone then.
    pub goes: MergeSide,
    /// Addresses that the book has no room for, or has already.
    pub left_out: u32,
    /// What both accounts were when this was made: the merge is refused when they are not so any more.
    pub seen: String,
}

/// One of the two accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeSide {
    /// Which.
    pub id: AccountId,
    /// Its address for mails.
    pub email: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Whether its owner has a role besides buying.
    pub staff: bool,
    /// Orders.
    pub orders: u32,
    /// Entries of its address book.
    pub addresses: u32,
    /// Pieces in its cart.
    pub pieces: u32,
}
