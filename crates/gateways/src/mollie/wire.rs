//! Mollie's JSON, as far as the shop uses it. Fields that are not listed are ignored.

use serde::{Deserialize, Serialize};

/// An amount as Mollie writes it: the value is text with exactly the currency's decimals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Amount {
    pub(super) currency: String,
    pub(super) value: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewPayment<'a> {
    pub(super) amount: Amount,
    pub(super) description: &'a str,
    pub(super) redirect_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cancel_url: Option<&'a str>,
    pub(super) webhook_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) method: Option<&'a str>,
    pub(super) locale: &'static str,
    pub(super) metadata: NewMetadata<'a>,
}

#[derive(Serialize)]
pub(super) struct NewMetadata<'a> {
    pub(super) order_id: &'a str,
}

#[derive(Serialize)]
pub(super) struct NewRefund<'a> {
    pub(super) amount: Amount,
    pub(super) description: &'a str,
    pub(super) metadata: NewRefundMetadata<'a>,
}

#[derive(Serialize)]
pub(super) struct NewRefundMetadata<'a> {
    pub(super) refund_id: &'a str,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Payment {
    pub(super) id: String,
    pub(super) status: String,
    pub(super) amount: Amount,
    pub(super) method: Option<String>,
    /// Any JSON: payments made elsewhere in the same account may carry anything.
    pub(super) metadata: Option<serde_json::Value>,
    pub(super) expires_at: Option<String>,
    pub(super) paid_at: Option<String>,
    #[serde(default)]
    pub(super) is_cancelable: bool,
    pub(super) amount_refunded: Option<Amount>,
    pub(super) amount_charged_back: Option<Amount>,
    #[serde(rename = "_links", default)]
    pub(super) links: PaymentLinks,
    #[serde(rename = "_embedded", default)]
    pub(super) embedded: EmbeddedMoves,
}

/// What was asked for with `embed`.
#[derive(Debug, Default, Deserialize)]
pub(super) struct EmbeddedMoves {
    #[serde(default)]
    pub(super) refunds: Vec<Refund>,
    #[serde(default)]
    pub(super) chargebacks: Vec<Chargeback>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct PaymentLinks {
    pub(super) checkout: Option<Link>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Link {
    pub(super) href: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Refund {
    pub(super) id: String,
    pub(super) status: String,
    pub(super) amount: Amount,
    pub(super) metadata: Option<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Chargeback {
    pub(super) id: String,
    pub(super) amount: Amount,
    pub(super) reason: Option<ChargebackReason>,
    pub(super) created_at: Option<String>,
    pub(super) reversed_at: Option<String>,
}

/// For direct debits only.
#[derive(Debug, Deserialize)]
pub(super) struct ChargebackReason {
    #[serde(default)]
    pub(super) description: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct MethodList {
    #[serde(rename = "_embedded")]
    pub(super) embedded: EmbeddedMethods,
}

#[derive(Debug, Deserialize)]
pub(super) struct EmbeddedMethods {
    pub(super) methods: Vec<Method>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Method {
    pub(super) id: String,
    pub(super) description: String,
    pub(super) minimum_amount: Option<Amount>,
    pub(super) maximum_amount: Option<Amount>,
}

/// The body of a refusal.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Problem {
    #[serde(default)]
    pub(super) detail: String,
    pub(super) field: Option<String>,
}
