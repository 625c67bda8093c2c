//! What the shop does not let staff do.

use serde::{Deserialize, Serialize};

use super::ImportRefusal;

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StaffRefusal {
    /// The order has moved on since the asker looked: they have to see what it is now.
    Changed {
        /// The order's version now.
        version: i64,
    },
    /// The same form was sent before with other contents.
    RequestReused,
    /// The buyer was written to about this before; it is sent again on purpose only.
    NotifiedBefore,
    /// They keep another search under this name.
    NameTaken,
    /// Nobody decides about their own account.
    OwnAccount,
    /// The accounts are not as the look at them showed.
    AccountsChanged,
    /// They keep as many searches as anybody can.
    TooManySaved,
    /// About a file.
    Import(ImportRefusal),
    /// A correction would take more than what is on a gift card.
    GiftCardBelowZero {
        /// What is on it, in rappen.
        balance: i64,
    },
    /// More pieces were to be paid back than are left of a line.
    TooManyPieces {
        /// The line's position in its order, from 0.
        position: u32,
        /// Pieces left.
        left: u32,
    },
}
