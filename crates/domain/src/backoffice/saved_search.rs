//! Searches for orders that somebody of the staff has named, for themselves.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::OrderQuery;

/// Most searches that somebody keeps.
pub const MOST_SAVED: u32 = 20;

/// Longest name of one, in characters.
pub const LONGEST_SAVED_NAME: usize = 60;

/// A search by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// Its id.
    pub id: Uuid,
    /// Its name, one of a kind among somebody's own.
    pub name: String,
    /// What is searched for, from the first page on.
    pub query: OrderQuery,
}

/// A search is to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveSearchRequest {
    /// Made by the form; it becomes the search's id, so that a form that is sent twice keeps one.
    pub key: Uuid,
    /// Its name, 1 to [`LONGEST_SAVED_NAME`] characters.
    pub name: String,
    /// What is searched for; the page that is shown of it is not kept.
    pub query: OrderQuery,
}
