//! What the stock does not do.

use serde::{Deserialize, Serialize};

/// Most pieces in one movement by staff: beyond it a digit too many is likelier than so many goods.
pub const MOST_MOVED: u32 = 100_000;

/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 200;

/// Why the stock stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StockRefusal {
    /// A correction would take more than what is available. What orders hold or have bought cannot be corrected away.
    BelowZero {
        /// Pieces available; below zero where more is promised than there is.
        available: i32,
    },
    /// There would be more pieces than the shop counts, which is ten million of a variant.
    TooMany,
    /// The same click was sent before with other contents.
    KeyReused,
}
