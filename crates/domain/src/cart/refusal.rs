//! What a cart does not do.

use serde::{Deserialize, Serialize};

/// Most pieces of one variant in a cart.
pub const MOST_PIECES: u32 = 99;

/// Most lines in a cart.
pub const MOST_LINES: usize = 100;

/// Why the cart stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CartRefusal {
    /// The quantity is not between 1 and [`MOST_PIECES`].
    QuantityOutOfRange,
    /// Fewer pieces are left than asked for.
    OutOfStock {
        /// Pieces left.
        left: u32,
    },
    /// The variant does not exist or is no longer sold.
    NotForSale,
    /// The cart already has [`MOST_LINES`] lines.
    Full,
    /// The cart changed elsewhere at the same moment; look at it and try again.
    Busy,
}
