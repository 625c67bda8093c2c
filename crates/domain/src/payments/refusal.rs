//! What payments do not do.

use serde::{Deserialize, Serialize};

/// Why no payment was started.
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
}
