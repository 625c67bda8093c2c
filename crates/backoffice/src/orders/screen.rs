//! What server functions answer with.

use domain::backoffice::{NoticePreview, OrderColumn, OrderDetail, OrderList, SavedSearch};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An order, and a key for what is done to it next: what is sent twice under one key is done once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderScreen {
    /// The order.
    pub order: OrderDetail,
    /// The key.
    pub key: Uuid,
}

/// A page of the table, and a key for what is done to orders of it next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableScreen {
    /// The page.
    pub list: OrderList,
    /// The key.
    pub key: Uuid,
}

/// The board, and a key for what is done to its orders next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardScreen {
    /// The columns.
    pub columns: Vec<OrderColumn>,
    /// The key.
    pub key: Uuid,
}

/// The searches that somebody has kept, with the key under which another one would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedScreen {
    /// The searches, by name.
    pub searches: Vec<SavedSearch>,
    /// The key.
    pub key: Uuid,
}

/// A mail before it is sent, with the key under which it would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeScreen {
    /// The mail.
    pub notice: NoticePreview,
    /// The key.
    pub key: Uuid,
}
