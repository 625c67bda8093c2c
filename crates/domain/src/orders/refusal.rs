//! What checkout and orders do not do.

use serde::{Deserialize, Serialize};

use super::VoucherProblem;
use crate::ids::VariantId;

/// Why no order was made, or why it stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderRefusal {
    /// There is nothing in the cart.
    CartEmpty,
    /// Fewer pieces are left than the cart holds.
    OutOfStock {
        /// The variant that is short.
        variant: VariantId,
        /// Its name, for the message.
        name: String,
        /// Pieces left.
        left: u32,
    },
    /// Prices or the range changed since the page was shown; the buyer has to see the new total first.
    CartChanged {
        /// What the order would cost now, in rappen.
        total: i64,
    },
    /// The gift card pays less, or more, than the buyer saw.
    GiftCardChanged {
        /// What would be left to pay now, in rappen.
        due: i64,
    },
    /// No delivery method can carry what is in the cart to where it goes.
    NoDelivery,
    /// There is no voucher and no gift card of this code, or none that can be used any more. Nothing else is said about codes that may be money.
    CodeUnknown,
    /// Too many codes that do not exist were tried; time has to pass.
    CodesTried,
    /// The voucher exists and takes nothing off this cart.
    Voucher(VoucherProblem),
    /// The same checkout was sent before with other contents.
    CheckoutReused,
    /// The order's state does not allow it.
    WrongState {
        /// The state it is in.
        state: super::OrderState,
    },
    /// The same request was sent before with other contents.
    RequestReused,
    /// Nothing is left to send.
    NothingToSend,
    /// More pieces were asked for than are left to send or to send back.
    TooManyPieces {
        /// The line's position in its order, from 0.
        position: u32,
        /// Pieces left.
        left: u32,
    },
    /// The time in which goods may be sent back is over.
    ReturnTimeOver,
    /// The order has as many returns as one can have.
    TooManyReturns,
    /// The state of the parcel or of the return does not allow it.
    NotNow,
}
