//! What pages show of payments.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{RefundReason, RefundState};
use crate::{ids::PaymentId, money::Currency};

/// The code of the method that is paid by a transfer to the shop's own account: its page shows how to pay instead of leading elsewhere.
pub const PREPAYMENT: &str = "prepayment";

/// The brand of a method or a gateway by its code, as people know it; others are shown as they are.
pub fn brand(code: &str) -> &str {
    match code {
        "twint" => "TWINT",
        "creditcard" => "Visa, Mastercard",
        "paypal" => "PayPal",
        "applepay" => "Apple Pay",
        "mollie" => "Mollie",
        other => other,
    }
}

/// A way to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentMethodView {
    /// The name in forms and at the gateway, such as `twint`.
    pub code: String,
    /// The name for people, such as `TWINT`.
    pub name: String,
}

/// Money that goes back, or went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundView {
    /// Its id.
    pub id: Uuid,
    /// Of which payment.
    pub payment: PaymentId,
    /// How much, in the minor unit.
    pub amount: i64,
    /// The currency that `amount` counts.
    pub currency: Currency,
    /// Why.
    pub reason: RefundReason,
    /// Where it stands.
    pub state: RefundState,
    /// When the gateway will be asked at the earliest, while it has not been.
    pub not_before: Option<DateTime<Utc>>,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
}

/// What staff decide about a payment in quarantine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// It is what the order costs after all: it pays the order.
    Accept,
    /// All of it goes back to the buyer.
    GiveBack,
}

/// Why a payment needs a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttentionKind {
    /// Another amount or currency than asked for: accept it or give it back.
    Quarantined,
    /// Money on top of what the order needs: give one of the two back.
    PaidTwice,
    /// A refund did not reach the buyer: make it again, or pay by other means.
    RefundFailed,
    /// The buyer's bank took money back.
    ChargedBack,
}

impl AttentionKind {
    /// The kind of a name in a query.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "quarantined" => Some(Self::Quarantined),
            "paid_twice" => Some(Self::PaidTwice),
            "refund_failed" => Some(Self::RefundFailed),
            "charged_back" => Some(Self::ChargedBack),
            _ => None,
        }
    }
}

/// A payment that needs a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttentionView {
    /// Why.
    pub kind: AttentionKind,
    /// Which payment.
    pub payment: PaymentId,
    /// The number of its order.
    pub order_number: String,
    /// The amount that is in question, in the minor unit.
    pub amount: i64,
    /// Since when.
    pub since: DateTime<Utc>,
}
