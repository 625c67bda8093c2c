use domain::{money::Money, payments::RefundState};
use gateways::{
    error::GatewayError,
    payment::{CreateRefund, GatewayRefund},
};
use sqlx::PgConnection;

use super::{
    news::{self, Place},
    store::{self, Refund},
};
use crate::{
    error::{Error, Result},
    failpoints::failpoint,
    mail, orders,
    payments::{
        prepayment,
        settle::settle,
        store::{self as payments_store, Payment},
    },
    shop::Shop,
};

/// Refunds handed over in one run.
const BATCH: usize = 100;

/// Hands the refunds that are due to their gateways; answers how many were taken. Several nodes can do it at once.
///
/// A refund whose answer was lost is looked for in the gateway's books first, since Mollie honours an idempotency key for an hour only.
pub async fn submit_refunds(shop: &Shop) -> Result<u64> {
    let names = shop.gateways.names();
    let mut taken = 0;
    for _ in 0..BATCH {
        let claimed = {
            let mut connection = shop.pool.acquire().await?;
            store::claim(&mut connection, &names).await?
        };
        let Some(refund) = claimed else { break };
        match submit(shop, &refund).await {
            Ok(done) => taken += u64::from(done),
            Err(Error::Gateway(error)) if error.is_transient() => {
                tracing::warn!(refund = %refund.id, error = &error as &dyn std::error::Error, "the gateway did not answer; the refund waits");
            }
            Err(error @ Error::Database(_)) => return Err(error),
            Err(error) => {
                tracing::error!(refund = %refund.id, error = &error as &dyn std::error::Error, "refund not handed over; it waits");
            }
        }
    }
    Ok(taken)
}

async fn submit(shop: &Shop, refund: &Refund) -> Result<bool> {
    let payment = payments_store::get(&shop.pool, refund.payment_id).await?;
    let Some(id) = payment.gateway_payment_id.clone() else {
        return Err(Error::Data(format!("payment {} has money and no id at its gateway", payment.id)));
    };
    if refund.attempts > 1 {
        settle(shop, &payment.gateway, &id).await?;
        if !is_waiting(shop, refund).await? {
            return Ok(true);
        }
    }
    let request = request(shop, refund, &payment).await?;
    failpoint!("payments.submit_refunds.claimed");
    match shop.gateways.named(&payment.gateway)?.refund(&id, &request).await {
        Ok(made) if made.amount != request.amount => {
            Err(Error::Data(format!("{} were to be given back, the gateway says {}", request.amount, made.amount)))
        }
        Ok(made) => answered(shop, refund, &payment, GatewayRefund { reference: Some(refund.id.to_string()), ..made }).await,
        Err(GatewayError::DuplicateRefund) => {
            let mut connection = shop.pool.acquire().await?;
            store::postpone(&mut connection, shop, refund.id).await?;
            tracing::info!(refund = %refund.id, "a twin was given back less than an hour ago; the refund waits");
            Ok(false)
        }
        Err(error @ (GatewayError::Rejected { .. } | GatewayError::NotFound)) => refused(shop, refund, &payment, &error).await,
        Err(error) => Err(error.into()),
    }
}

async fn is_waiting(shop: &Shop, refund: &Refund) -> Result<bool> {
    let state = sqlx::query_scalar!("SELECT state FROM payments_refunds WHERE id = $1", refund.id).fetch_one(&shop.pool).await?;
    Ok(state == RefundState::Requested.code())
}

async fn request(shop: &Shop, refund: &Refund, payment: &Payment) -> Result<CreateRefund> {
    let mut connection = shop.pool.acquire().await?;
    let balance = store::balance(&mut connection, payment.id).await?;
    let currency = balance.map_or(payment.currency, |balance| balance.received.currency);
    let order = orders::load(&mut connection, payment.order_id).await?;
    Ok(CreateRefund {
        amount: Money { minor: refund.amount, currency },
        description: order.number,
        reference: refund.id.to_string(),
        idempotency_key: refund.idempotency_key,
    })
}

/// The gateway has it.
async fn answered(shop: &Shop, refund: &Refund, payment: &Payment, made: GatewayRefund) -> Result<bool> {
    failpoint!("payments.submit_refunds.answered");
    let mut transaction = shop.begin().await?;
    orders::lock_for_payment(&mut transaction, payment.order_id).await?;
    payments_store::lock(&mut transaction, payment.id).await?;
    news::hear(&mut transaction, shop, Place { order: payment.order_id, payment: payment.id }, &made).await?;
    if payment.gateway == prepayment::METHOD {
        call_for_transfer(&mut transaction, shop, payment, &made).await?;
    }
    transaction.commit().await?;
    failpoint!("payments.submit_refunds.noted");
    tracing::info!(refund = %refund.id, state = made.state.code(), "refund handed over");
    Ok(true)
}

/// No gateway sends money to an account by itself: staff have to.
async fn call_for_transfer(connection: &mut PgConnection, shop: &Shop, payment: &Payment, made: &GatewayRefund) -> Result<()> {
    let order = orders::load(connection, payment.order_id).await?;
    let subject = format!("Order {}: {} to be sent back", order.number, made.amount);
    let text = format!("The order was paid to the account. Please transfer {} back and mark it as sent: {}.", made.amount, made.id);
    mail::alert_staff(connection, shop, &format!("transfer_back/{}", made.id), &subject, &text).await
}

/// The gateway will not make it, now or later.
async fn refused(shop: &Shop, refund: &Refund, payment: &Payment, error: &GatewayError) -> Result<bool> {
    let mut transaction = shop.begin().await?;
    orders::lock_for_payment(&mut transaction, payment.order_id).await?;
    payments_store::lock(&mut transaction, payment.id).await?;
    if store::fail(&mut transaction, refund.id, &error.to_string()).await? {
        let amount = Money { minor: refund.amount, currency: payment.currency };
        news::call(&mut transaction, shop, refund.id, amount, &error.to_string()).await?;
    }
    transaction.commit().await?;
    Ok(false)
}
