//! What payments do not do.

use serde::{Deserialize, Serialize};

/// Why no payment was started, and no money given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaymentRefusal {
    /// The order is paid already.
    AlreadyPaid,
    /// The time to pay is over; the order has to be placed again.
    HoldOver,
    /// A payment is under way that may still succeed.
    StillOpen,
    /// The method is none of those on offer.
    MethodUnknown,
    /// The gateway will not take this payment.
    Declined,
    /// No money has arrived.
    NotPaid,
    /// Less is left than was to be given back.
    RefundTooLarge {
        /// What is left, in the minor unit.
        left: i64,
    },
    /// The same form was sent before with other contents.
    RefundReused,
    /// The payment is in quarantine: it has to be reviewed first.
    NeedsReview,
    /// The payment is not in quarantine.
    NotInReview,
    /// What has arrived is not what the order costs.
    AmountDiffers,
}
