//! Mollie's JSON. What is absent is left out, never null.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, SecondsFormat, Utc};
use domain::{money::Money, payments::PaymentState};
use serde_json::{Value, json};

use super::{
    auth::Mode,
    books::{Chargeback, Payment, Refund},
    methods::Method,
};
use crate::state::State;

/// The media type of all answers.
pub(super) const HAL: &str = "application/hal+json";
const TEXT: &str = "text/html";

/// An answer with a body.
pub(super) struct Hal(pub(super) StatusCode, pub(super) Value);

impl IntoResponse for Hal {
    fn into_response(self) -> Response {
        (self.0, [(CONTENT_TYPE, HeaderValue::from_static(HAL))], Json(self.1)).into_response()
    }
}

pub(super) fn payment(state: &State, payment: &Payment) -> Value {
    let mut body = json!({
        "resource": "payment",
        "id": payment.id,
        "mode": payment.mode,
        "createdAt": time(payment.created_at),
        "amount": amount(payment.amount),
        "description": payment.description,
        "status": payment.status.code(),
        "profileId": "pfl_sandbox01",
        "sequenceType": "oneoff",
        "redirectUrl": payment.redirect_url,
        "_links": links(state, payment),
    });
    for (field, value) in
        [("cancelUrl", &payment.cancel_url), ("webhookUrl", &payment.webhook_url), ("method", &payment.method), ("locale", &payment.locale)]
    {
        if let Some(value) = value {
            body[field] = value.as_str().into();
        }
    }
    if let Some(metadata) = &payment.metadata {
        body["metadata"] = metadata.clone();
    }
    for (field, value) in &payment.echoed {
        body[field] = value.clone();
    }
    if payment.status.is_final() {
        let field = match payment.status {
            PaymentState::Paid => "paidAt",
            PaymentState::Canceled => "canceledAt",
            PaymentState::Expired => "expiredAt",
            _ => "failedAt",
        };
        body[field] = time(payment.changed_at.unwrap_or(payment.created_at)).into();
    } else {
        body["isCancelable"] = payment.cancelable.into();
        body["expiresAt"] = time(payment.expires_at).into();
        if payment.status == PaymentState::Authorized {
            body["authorizedAt"] = time(payment.changed_at.unwrap_or(payment.created_at)).into();
        }
    }
    if payment.status == PaymentState::Paid {
        let part = |minor| amount(Money { minor, ..payment.amount });
        body["amountRefunded"] = part(payment.refunded());
        body["amountRemaining"] = part(payment.amount.minor - payment.refunded());
        if payment.charged_back() > 0 {
            body["amountChargedBack"] = part(payment.charged_back());
        }
    }
    body
}

fn links(state: &State, payment: &Payment) -> Value {
    let base = &state.base_url;
    let page = format!("{base}/mollie/checkout/{}", payment.id);
    let mut links = json!({
        "self": link(&format!("{base}/mollie/v2/payments/{}", payment.id), HAL),
        "dashboard": link(&page, TEXT),
        "documentation": link("https://docs.mollie.com/reference/get-payment", TEXT),
    });
    if matches!(payment.status, PaymentState::Open | PaymentState::Pending) {
        links["checkout"] = link(&page, TEXT);
    }
    if !payment.refunds.is_empty() {
        links["refunds"] = link(&format!("{base}/mollie/v2/payments/{}/refunds", payment.id), HAL);
    }
    if !payment.chargebacks.is_empty() {
        links["chargebacks"] = link(&format!("{base}/mollie/v2/payments/{}/chargebacks", payment.id), HAL);
    }
    if payment.mode == Mode::Test && payment.status == PaymentState::Paid {
        links["changePaymentState"] = link(&page, TEXT);
    }
    links
}

pub(super) fn refund(state: &State, payment: &Payment, refund: &Refund) -> Value {
    let href = format!("{}/mollie/v2/payments/{}", state.base_url, payment.id);
    let mut body = json!({
        "resource": "refund",
        "id": refund.id,
        "mode": payment.mode,
        "amount": amount(refund.amount),
        "status": refund.status.name(),
        "description": refund.description,
        "paymentId": payment.id,
        "createdAt": time(refund.created_at),
        "_links": {
            "self": link(&format!("{href}/refunds/{}", refund.id), HAL),
            "payment": link(&href, HAL),
            "documentation": link("https://docs.mollie.com/reference/get-refund", TEXT),
        },
    });
    if let Some(metadata) = &refund.metadata {
        body["metadata"] = metadata.clone();
    }
    body
}

pub(super) fn chargeback(state: &State, payment: &Payment, chargeback: &Chargeback) -> Value {
    let href = format!("{}/mollie/v2/payments/{}", state.base_url, payment.id);
    let mut body = json!({
        "resource": "chargeback",
        "id": chargeback.id,
        "amount": amount(chargeback.amount),
        "settlementAmount": amount(Money { minor: -chargeback.amount.minor, ..chargeback.amount }),
        "paymentId": payment.id,
        "createdAt": time(chargeback.created_at),
        // One of the few fields that Mollie documents as null.
        "reversedAt": Value::Null,
        "_links": {
            "self": link(&format!("{href}/chargebacks/{}", chargeback.id), HAL),
            "payment": link(&href, HAL),
            "documentation": link("https://docs.mollie.com/reference/get-chargeback", TEXT),
        },
    });
    if let Some(reversed_at) = chargeback.reversed_at {
        body["reversedAt"] = time(reversed_at).into();
    }
    body
}

pub(super) fn method(state: &State, method: &Method, locale: &str, money: impl Fn(i64) -> Money) -> Value {
    json!({
        "resource": "method",
        "id": method.id,
        "description": method.name(locale),
        "minimumAmount": amount(money(method.minimum)),
        // One of the few fields that Mollie documents as null.
        "maximumAmount": method.maximum.map(|maximum| amount(money(maximum))),
        "image": {},
        "status": "activated",
        "_links": {"self": link(&format!("{}/mollie/v2/methods/{}", state.base_url, method.id), HAL)},
    })
}

pub(super) fn link(href: &str, kind: &str) -> Value {
    json!({"href": href, "type": kind})
}

fn amount(amount: Money) -> Value {
    let sign = if amount.minor < 0 { "-" } else { "" };
    let minor = amount.minor.unsigned_abs();
    json!({"currency": amount.currency.code(), "value": format!("{sign}{}.{:02}", minor / 100, minor % 100)})
}

fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, false)
}
