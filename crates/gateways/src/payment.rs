//! What the shop asks of a payment gateway, whichever it is.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{
    language::Language,
    money::Money,
    payments::{PaymentState, RefundState},
};
use uuid::Uuid;

use crate::error::GatewayError;

/// A service that takes payments on a page of its own and tells afterwards how they went.
#[async_trait]
pub trait PaymentGateway: Send + Sync + std::fmt::Debug {
    /// The gateway's name in the database (`payments.gateway`), such as `mollie`.
    fn name(&self) -> &'static str;

    /// Starts a payment. The same idempotency key gives the same payment, so that a call without an answer can be repeated.
    async fn create(&self, request: &CreatePayment) -> Result<GatewayPayment, GatewayError>;

    /// A payment as it stands now.
    ///
    /// The id may come from anywhere, a forged webhook included: whatever cannot be an id is [`GatewayError::NotFound`] without a request.
    async fn fetch(&self, id: &str) -> Result<GatewayPayment, GatewayError>;

    /// Calls an open payment off. Only payments that are [`GatewayPayment::cancelable`] can be.
    async fn cancel(&self, id: &str, idempotency_key: Uuid) -> Result<GatewayPayment, GatewayError>;

    /// Gives back all or part of a paid payment. Whether the money has left is told by the refund's state, later.
    async fn refund(&self, id: &str, request: &CreateRefund) -> Result<GatewayRefund, GatewayError>;

    /// The ways to pay an amount: those configured that the gateway offers for it, in configured order.
    async fn methods(&self, amount: Money, language: Language) -> Result<Vec<PaymentMethod>, GatewayError>;
}

/// A payment to be started.
#[derive(Clone, PartialEq, Eq)]
pub struct CreatePayment {
    /// What is to be paid; more than nothing.
    pub amount: Money,
    /// What the buyer reads on the statement; cut to 255 characters.
    pub description: String,
    /// The order's opaque id, kept by the gateway and given back in [`GatewayPayment::order_reference`].
    pub order_reference: String,
    /// The way to pay, such as `twint`; the buyer picks one at the gateway if none is given.
    pub method: Option<String>,
    /// The language of the gateway's page.
    pub language: Language,
    /// Where the buyer comes back to. Carries the order's token.
    pub return_url: String,
    /// Where the buyer comes back to after calling it off, if elsewhere.
    pub cancel_url: Option<String>,
    /// Where the gateway announces changes.
    pub webhook_url: String,
    /// Names this attempt; the same in every repetition.
    pub idempotency_key: Uuid,
}

/// The URLs hold the order's unguessable token and stay out of logs.
impl std::fmt::Debug for CreatePayment {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("CreatePayment")
            .field("amount", &self.amount)
            .field("order_reference", &self.order_reference)
            .field("method", &self.method)
            .field("language", &self.language)
            .field("idempotency_key", &self.idempotency_key)
            .finish_non_exhaustive()
    }
}

/// A payment in the gateway's books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayPayment {
    /// The gateway's id for it.
    pub id: String,
    /// Where it stands.
    pub state: PaymentState,
    /// What is to be paid, or was.
    pub amount: Money,
    /// The way to pay, once it is known.
    pub method: Option<String>,
    /// Where the buyer pays; absent once it is final.
    pub checkout_url: Option<String>,
    /// When it can no longer be paid. The change to expired comes minutes later.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was paid.
    pub paid_at: Option<DateTime<Utc>>,
    /// [`CreatePayment::order_reference`], if the payment carries one.
    pub order_reference: Option<String>,
    /// What was given back so far, refunds under way included.
    pub refunded: Money,
    /// What the buyer's bank took back so far.
    pub charged_back: Money,
    /// The refunds one by one, those called off or failed included. Told by [`PaymentGateway::fetch`] only.
    pub refunds: Vec<GatewayRefund>,
    /// The chargebacks one by one. Told by [`PaymentGateway::fetch`] only.
    pub chargebacks: Vec<GatewayChargeback>,
    /// Whether [`PaymentGateway::cancel`] is possible.
    pub cancelable: bool,
}

/// Money to be given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateRefund {
    /// How much, in the payment's currency; more than nothing.
    pub amount: Money,
    /// What the buyer reads on the statement; cut to 255 characters.
    pub description: String,
    /// Our opaque id of the refund, kept by the gateway and given back in [`GatewayRefund::reference`].
    pub reference: String,
    /// Names this refund; the same in every repetition.
    pub idempotency_key: Uuid,
}

/// A refund in the gateway's books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayRefund {
    /// The gateway's id for it.
    pub id: String,
    /// Where it stands.
    pub state: RefundState,
    /// How much is given back.
    pub amount: Money,
    /// [`CreateRefund::reference`], if the refund carries one: those made in the gateway's own dashboard do not.
    pub reference: Option<String>,
}

/// Money that the buyer's bank took back, in the gateway's books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayChargeback {
    /// The gateway's id for it.
    pub id: String,
    /// How much was taken back.
    pub amount: Money,
    /// What the bank gave as a reason; empty where it said nothing.
    pub reason: String,
    /// When.
    pub created_at: Option<DateTime<Utc>>,
    /// When the money came back to the shop after all, if it did.
    pub reversed_at: Option<DateTime<Utc>>,
}

/// A way to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentMethod {
    /// The gateway's code, such as `twint`; goes into [`CreatePayment::method`].
    pub code: String,
    /// The name for people, in the language asked for.
    pub name: String,
    /// The smallest amount it takes, if there is one.
    pub minimum: Option<Money>,
    /// The largest amount it takes, if there is one.
    pub maximum: Option<Money>,
}
