//! What staff see of the stock.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::MovementKind;
use crate::ids::{OrderId, VariantId};

/// A variant's pieces. `available + held + sold` is what ever came in, corrections included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockLevel {
    /// Which variant.
    pub variant: VariantId,
    /// Pieces that can be bought; below zero by as many as are promised without being there.
    pub available: i32,
    /// Pieces that unpaid orders hold.
    pub held: u32,
    /// Pieces that were bought.
    pub sold: u32,
    /// Whether it is sold beyond its stock.
    pub backorder: bool,
}

/// One line of a variant's ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementView {
    /// Its number in the ledger, which grows with time.
    pub id: i64,
    /// Why pieces moved.
    pub kind: MovementKind,
    /// How many pieces; below zero only for a correction.
    pub quantity: i32,
    /// The order's number for people, where an order is the cause.
    pub order: Option<String>,
    /// The order's id.
    pub order_id: Option<OrderId>,
    /// What staff wrote.
    pub reason: String,
    /// Who it was, where people are the cause: `operator` or `staff:<id>`.
    pub actor: Option<String>,
    /// When, UTC.
    pub at: DateTime<Utc>,
}
