//! The adapter for Mollie.

use std::time::Duration;

use async_trait::async_trait;
use domain::{language::Language, money::Money, payments::PaymentState};
use reqwest::{Method, Url, header::HeaderValue};
use secrecy::SecretString;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{map, wire};
use crate::{
    error::{GatewayError, Outage},
    payment::{CreatePayment, CreateRefund, GatewayPayment, GatewayRefund, PaymentGateway, PaymentMethod},
    transport::{self, Answer, Call, Conflicts, RetryPolicy, SetupError, Transport},
};

/// How Mollie is reached.
#[derive(Clone, Debug)]
pub struct MollieSettings {
    /// `https://api.mollie.com/v2`, or a stand-in.
    pub base_url: String,
    /// `test_…` or `live_…`.
    pub api_key: SecretString,
    /// Codes of the methods on offer, such as `twint`, in the order in which they are shown; empty for all that Mollie offers.
    pub methods: Vec<String>,
    /// Time for one attempt, from connecting to the last byte of the answer.
    pub timeout: Duration,
}

/// Payments through Mollie.
pub struct MollieGateway {
    base: Url,
    methods: Vec<String>,
    transport: Transport,
}

impl MollieGateway {
    /// An adapter with the default [`RetryPolicy`].
    ///
    /// # Errors
    /// [`GatewayError::Malformed`] if the base URL or the key cannot be used.
    pub fn new(settings: MollieSettings) -> Result<Self, GatewayError> {
        Self::with_policy(settings, RetryPolicy::default())
    }

    /// An adapter that repeats requests by `policy`.
    ///
    /// # Errors
    /// [`GatewayError::Malformed`] if the base URL or the key cannot be used.
    pub fn with_policy(settings: MollieSettings, policy: RetryPolicy) -> Result<Self, GatewayError> {
        let wrong = |error: SetupError| GatewayError::Malformed(error.to_string());
        let base = transport::base_url(&settings.base_url).map_err(wrong)?;
        let transport = Transport::new(&base, &settings.api_key, settings.timeout, policy).map_err(wrong)?;
        Ok(Self { base, methods: settings.methods, transport })
    }

    fn payment_url(&self, id: &str, rest: &[&str]) -> Result<Url, GatewayError> {
        if !is_payment_id(id) {
            return Err(GatewayError::NotFound);
        }
        Ok(transport::below(&self.base, &[&["payments", id], rest].concat()))
    }

    async fn send(&self, call: Call) -> Result<Answer, GatewayError> {
        self.transport.send(&call).await.map_err(GatewayError::Unavailable)
    }
}

/// Without the key.
impl std::fmt::Debug for MollieGateway {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("MollieGateway").field("base", &self.base.as_str()).field("methods", &self.methods).finish_non_exhaustive()
    }
}

#[async_trait]
impl PaymentGateway for MollieGateway {
    fn name(&self) -> &'static str {
        "mollie"
    }

    async fn create(&self, request: &CreatePayment) -> Result<GatewayPayment, GatewayError> {
        let body = wire::NewPayment {
            amount: map::amount_out(request.amount)?,
            description: map::description(&request.description),
            redirect_url: &request.return_url,
            cancel_url: request.cancel_url.as_deref(),
            webhook_url: &request.webhook_url,
            method: request.method.as_deref(),
            locale: map::locale(request.language),
            metadata: wire::NewMetadata { order_id: &request.order_reference },
        };
        let call = Call {
            method: Method::POST,
            url: transport::below(&self.base, &["payments"]),
            idempotency_key: Some(key_header(request.idempotency_key)?),
            body: Some(json(&body)?),
            // The only conflict of a creation is an earlier attempt that is still under way.
            conflicts: Conflicts::Busy,
        };
        let answer = self.send(call).await?;
        if answer.status == 409 {
            return Err(GatewayError::Unavailable(Outage::Status(409)));
        }
        let payment = map::payment(read(&answer)?)?;
        if !is_payment_id(&payment.id) {
            return Err(GatewayError::Malformed(format!("payment id {:?}", payment.id)));
        }
        Ok(payment)
    }

    async fn fetch(&self, id: &str) -> Result<GatewayPayment, GatewayError> {
        let mut url = self.payment_url(id, &[])?;
        url.query_pairs_mut().append_pair("embed", "refunds,chargebacks");
        let call = get(url);
        expect_id(id, map::payment(read(&self.send(call).await?)?)?)
    }

    async fn cancel(&self, id: &str, idempotency_key: Uuid) -> Result<GatewayPayment, GatewayError> {
        let call = Call {
            method: Method::DELETE,
            url: self.payment_url(id, &[])?,
            idempotency_key: Some(key_header(idempotency_key)?),
            body: None,
            conflicts: Conflicts::Busy,
        };
        let answer = self.send(call).await?;
        if answer.status == 422 && answer.attempts > 1 {
            // Mollie ignores idempotency keys of cancellations: an attempt whose answer was lost makes the repetition fail.
            let payment = self.fetch(id).await?;
            if payment.state == PaymentState::Canceled {
                return Ok(payment);
            }
        }
        if answer.status == 409 {
            return Err(GatewayError::Unavailable(Outage::Status(409)));
        }
        expect_id(id, map::payment(read(&answer)?)?)
    }

    async fn refund(&self, id: &str, request: &CreateRefund) -> Result<GatewayRefund, GatewayError> {
        let body = wire::NewRefund {
            amount: map::amount_out(request.amount)?,
            description: map::description(&request.description),
            metadata: wire::NewRefundMetadata { refund_id: &request.reference },
        };
        let call = Call {
            method: Method::POST,
            url: self.payment_url(id, &["refunds"])?,
            idempotency_key: Some(key_header(request.idempotency_key)?),
            body: Some(json(&body)?),
            conflicts: Conflicts::BusyWhenRepeated,
        };
        let answer = self.send(call).await?;
        if answer.status == 409 {
            // After an attempt without an answer the conflict is with ourselves, and the refund may well have been made.
            return Err(if answer.attempts > 1 { GatewayError::Unavailable(Outage::Status(409)) } else { GatewayError::DuplicateRefund });
        }
        map::refund(read(&answer)?)
    }

    async fn methods(&self, amount: Money, language: Language) -> Result<Vec<PaymentMethod>, GatewayError> {
        let amount = map::amount_out(amount)?;
        let mut url = transport::below(&self.base, &["methods"]);
        // Without an amount Mollie lists methods for euros only, and TWINT is none of them.
        url.query_pairs_mut()
            .append_pair("amount[value]", &amount.value)
            .append_pair("amount[currency]", &amount.currency)
            .append_pair("locale", map::locale(language));
        let list: wire::MethodList = read(&self.send(get(url)).await?)?;
        let mut offered = list.embedded.methods.into_iter().map(map::method).collect::<Result<Vec<_>, _>>()?;
        if !self.methods.is_empty() {
            let place = |code: &str| self.methods.iter().position(|configured| configured == code);
            offered.retain(|method| place(&method.code).is_some());
            offered.sort_by_key(|method| place(&method.code));
        }
        Ok(offered)
    }
}

fn get(url: Url) -> Call {
    Call { method: Method::GET, url, idempotency_key: None, body: None, conflicts: Conflicts::Answer }
}

fn key_header(key: Uuid) -> Result<HeaderValue, GatewayError> {
    HeaderValue::from_str(&key.to_string()).map_err(|_| GatewayError::Malformed("idempotency key".into()))
}

fn json(body: &impl Serialize) -> Result<Vec<u8>, GatewayError> {
    serde_json::to_vec(body).map_err(|error| GatewayError::Malformed(error.to_string()))
}

/// Whether a text can be a payment's id. Mollie promises `tr_` and something after it; letters, digits and a few signs are all that was seen.
fn is_payment_id(text: &str) -> bool {
    text.len() <= 64
        && text.strip_prefix("tr_").is_some_and(|rest| {
            !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
        })
}

/// An answer about another payment than the one asked for is not believed.
fn expect_id(id: &str, payment: GatewayPayment) -> Result<GatewayPayment, GatewayError> {
    if payment.id == id { Ok(payment) } else { Err(GatewayError::Malformed(format!("{:?} was asked for, {:?} answered", id, payment.id))) }
}

/// The content of a success, or the error that a refusal stands for.
fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, GatewayError> {
    let status = answer.status;
    match status {
        200..=299 => serde_json::from_slice(&answer.body).map_err(|error| GatewayError::Malformed(error.to_string())),
        401 => Err(GatewayError::Unauthorized),
        404 | 410 => Err(GatewayError::NotFound),
        429 => Err(GatewayError::RateLimited { retry_after: answer.retry_after }),
        408 | 500..=599 => Err(GatewayError::Unavailable(Outage::Status(status))),
        400..=499 => {
            let problem: wire::Problem = serde_json::from_slice(&answer.body).unwrap_or_default();
            Err(GatewayError::Rejected { status, field: problem.field, detail: problem.detail })
        }
        _ => Err(GatewayError::Malformed(format!("status {status}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_checked_before_they_are_asked_for() {
        for id in ["tr_7Kq2mWbYc9", "tr_5B8cwPMGnU6qLbRvo7qEZo", "tr_a.b-c_d"] {
            assert!(is_payment_id(id), "{id}");
        }
        for id in ["", "tr_", "re_1", "tr_1/refunds", "tr_1?x=1", "tr_%2e", "..", "tr_é", &format!("tr_{}", "a".repeat(80))] {
            assert!(!is_payment_id(id), "{id}");
        }
    }

    #[test]
    fn debug_tells_no_key() {
        let settings = MollieSettings {
            base_url: "https://api.example/v2".into(),
            api_key: "test_secret".to_owned().into(),
            methods: vec!["twint".into()],
            timeout: Duration::from_secs(10),
        };
        assert!(!format!("{settings:?}").contains("test_secret"));
        let gateway = MollieGateway::new(settings).unwrap();
        assert!(!format!("{gateway:?}").contains("test_secret"));
    }
}
