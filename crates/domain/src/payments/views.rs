//! What pages show of payments.

use serde::{Deserialize, Serialize};

/// The code of the method that is paid by a transfer to the shop's own account: its page shows how to pay instead of leading elsewhere.
pub const PREPAYMENT: &str = "prepayment";

/// A way to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentMethodView {
    /// The name in forms and at the gateway, such as `twint`.
    pub code: String,
    /// The name for people, such as `TWINT`.
    pub name: String,
}
