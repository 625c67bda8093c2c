//! What pages show of payments.

use serde::{Deserialize, Serialize};

/// A way to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentMethodView {
    /// The name in forms and at the gateway, such as `twint`.
    pub code: String,
    /// The name for people, such as `TWINT`.
    pub name: String,
}
