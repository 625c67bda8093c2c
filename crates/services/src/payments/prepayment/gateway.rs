use async_trait::async_trait;
use domain::{
    language::Language,
    money::{Currency, Money},
    payments::{PREPAYMENT, PaymentReference, PaymentState, RefundState},
};
use gateways::{
    GatewayError, Outage,
    payment::{CreatePayment, CreateRefund, GatewayPayment, GatewayRefund, PaymentGateway, PaymentMethod},
};
use uuid::Uuid;

use super::store::{self, Prepayment};
use crate::{pool::Pool, settings};

/// The gateway's name, and the code of the one method it has.
pub const METHOD: &str = PREPAYMENT;
/// References tried for one order, whose earlier payments may have taken the first ones.
const MOST_REFERENCES: u32 = 20;

/// Takes transfers to the shop's account. It has no page to pay at: the buyer gets a QR-bill, and bank or staff tell what has arrived.
#[derive(Clone, Debug)]
pub struct PrepaymentGateway {
    pool: Pool,
    settings: settings::Kept,
}

impl PrepaymentGateway {
    /// A gateway for the account that is in force, with its books in this database.
    pub const fn new(pool: Pool, settings: settings::Kept) -> Self {
        Self { pool, settings }
    }

    async fn known(&self, reference: &str) -> Result<Prepayment, GatewayError> {
        store::prepayment(&self.pool, reference).await.map_err(unavailable)?.ok_or(GatewayError::NotFound)
    }
}

/// The books are in the shop's database: when that is away, so is the gateway.
#[expect(clippy::needless_pass_by_value, reason = "it is given to `map_err`")]
fn unavailable(error: sqlx::Error) -> GatewayError {
    tracing::warn!(error = &error as &dyn std::error::Error, "the books of prepayments do not answer");
    GatewayError::Unavailable(Outage::Status(503))
}

#[async_trait]
impl PaymentGateway for PrepaymentGateway {
    fn name(&self) -> &'static str {
        METHOD
    }

    /// Chooses a reference and writes it down, with account and seller as they are now: the bill names those from then on. `description` is the order's
    /// number, which the reference is made of. What was asked before under its key is as it was, whatever the settings are today.
    async fn create(&self, request: &CreatePayment) -> Result<GatewayPayment, GatewayError> {
        if let Some(known) = store::by_key(&self.pool, request.idempotency_key).await.map_err(unavailable)? {
            return self.fetch(&known).await;
        }
        let in_force = self.settings.in_force();
        let Some((seller, prepayment)) = in_force.seller.as_ref().zip(in_force.prepayment.as_ref()) else {
            return Err(GatewayError::Rejected { status: 422, field: None, detail: "no account for transfers is set".to_owned() });
        };
        let payee = store::Payee { account: prepayment.account.as_str(), seller: settings::seller_json(seller) };
        for attempt in 0..MOST_REFERENCES {
            let reference = PaymentReference::of_order(&request.description, attempt, &prepayment.account).map_err(|error| {
                GatewayError::Rejected { status: 422, field: Some("description".to_owned()), detail: error.to_string() }
            })?;
            store::open(&self.pool, reference.as_str(), &payee, request).await.map_err(unavailable)?;
            if let Some(known) = store::by_key(&self.pool, request.idempotency_key).await.map_err(unavailable)? {
                return self.fetch(&known).await;
            }
        }
        Err(GatewayError::Rejected { status: 409, field: None, detail: "the order has no references left".to_owned() })
    }

    /// Open until a transfer is recorded; then paid, over what has arrived in sum. A called off one that is paid after all is paid.
    async fn fetch(&self, id: &str) -> Result<GatewayPayment, GatewayError> {
        let known = self.known(id).await?;
        let (state, amount) = match known.arrived {
            Some(arrived) => (PaymentState::Paid, arrived),
            None if known.canceled => (PaymentState::Canceled, known.amount),
            None => (PaymentState::Open, known.amount),
        };
        let currency =
            Currency::from_code(&known.currency).ok_or_else(|| GatewayError::Malformed(format!("currency {}", known.currency)))?;
        let money = |minor| Money { minor, currency };
        let refunds: Vec<_> = store::transfers_back(&self.pool, id)
            .await
            .map_err(unavailable)?
            .into_iter()
            .map(|back| GatewayRefund {
                id: back.id.to_string(),
                state: if back.sent { RefundState::Refunded } else { RefundState::Pending },
                amount: money(back.amount),
                reference: Some(back.order_reference),
            })
            .collect();
        Ok(GatewayPayment {
            id: id.to_owned(),
            state,
            amount: money(amount),
            method: Some(METHOD.to_owned()),
            checkout_url: None,
            expires_at: None,
            paid_at: None,
            order_reference: Some(known.order_reference),
            refunded: money(refunds.iter().map(|refund| refund.amount.minor).sum()),
            charged_back: money(0),
            refunds,
            chargebacks: Vec::new(),
            cancelable: state == PaymentState::Open,
        })
    }

    async fn cancel(&self, id: &str, _idempotency_key: Uuid) -> Result<GatewayPayment, GatewayError> {
        store::cancel(&self.pool, id).await.map_err(unavailable)?;
        self.fetch(id).await
    }

    /// Writes down that money has to go back. It leaves by hand; until staff say so it is pending.
    async fn refund(&self, id: &str, request: &CreateRefund) -> Result<GatewayRefund, GatewayError> {
        let known = self.known(id).await?;
        if request.amount.currency.code() != known.currency || request.amount.minor > known.arrived.unwrap_or_default() {
            return Err(GatewayError::Rejected {
                status: 422,
                field: Some("amount".to_owned()),
                detail: "more than has arrived".to_owned(),
            });
        }
        let back = store::owe_back(&self.pool, id, request).await.map_err(unavailable)?;
        Ok(GatewayRefund {
            id: back.to_string(),
            state: RefundState::Pending,
            amount: request.amount,
            reference: Some(request.reference.clone()),
        })
    }

    async fn methods(&self, _amount: Money, language: Language) -> Result<Vec<PaymentMethod>, GatewayError> {
        Ok(vec![PaymentMethod { code: METHOD.to_owned(), name: name(language).to_owned(), minimum: None, maximum: None }])
    }
}

/// The method's name for people.
pub(in crate::payments) const fn name(language: Language) -> &'static str {
    match language {
        Language::De => "Vorauskasse mit QR-Rechnung",
        Language::Fr => "Paiement anticipé par QR-facture",
        Language::It => "Pagamento anticipato con QR-fattura",
        Language::En => "Prepayment by QR-bill",
    }
}
