use std::time::Duration;

use domain::{money::Money, payments::PaymentState};
use gateways::{
    error::GatewayError,
    payment::{CreatePayment, GatewayPayment},
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    prepayment::{self, METHOD},
    store::{self, Payment},
};
use crate::{error::Result, failpoints::failpoint, orders, shop::Shop};

/// How often a caller looks whether another one has the gateway's answer, and how long it waits in between.
const LOOKS: u32 = 100;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// Asks the gateway for a recorded payment and answers where the buyer pays.
///
/// One caller at a time asks; the others wait for its result. `None` means that the gateway did not answer or refused: the order stands, its page
/// offers to try again, and the reconciliation does so with the same idempotency key.
pub(crate) async fn submit(shop: &Shop, payment: Uuid) -> Result<Option<String>> {
    for _ in 0..LOOKS {
        if let Some(claimed) = store::claim(&shop.pool, payment).await? {
            return ask(shop, &claimed).await;
        }
        give_up(shop, Some(payment)).await?;
        let known = store::get(&shop.pool, payment).await?;
        if known.state != PaymentState::Created {
            return Ok(known.checkout_url.filter(|_| known.state == PaymentState::Open));
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    Ok(None)
}

/// Ends this payment, or all of them, if its creation was never answered, shortly before its gateway forgets the key (Mollie: after an hour): asked
/// again after that, it would make a second one. The next attempt is a payment of its own.
pub(super) async fn give_up(shop: &Shop, payment: Option<Uuid>) -> Result<()> {
    sqlx::query!(
        r#"UPDATE payments SET state = 'failed', remark = 'never answered by the gateway', updated_at = now()
           WHERE state = 'created' AND created_at <= now() - interval '55 minutes' AND ($1::uuid IS NULL OR id = $1)"#,
        payment
    )
    .execute(&shop.pool)
    .await?;
    Ok(())
}

/// Where the buyer goes on paying an order that was placed before.
pub(crate) async fn resume(shop: &Shop, order: Uuid) -> Result<Option<String>> {
    let newest = {
        let mut connection = shop.pool.acquire().await?;
        store::newest(&mut connection, order).await?
    };
    match newest {
        Some(payment) if payment.state == PaymentState::Created => submit(shop, payment.id).await,
        Some(payment) if payment.state == PaymentState::Open => Ok(payment.checkout_url),
        Some(_) | None => Ok(None),
    }
}

async fn ask(shop: &Shop, payment: &Payment) -> Result<Option<String>> {
    let request = request(shop, payment).await?;
    failpoint!("payments.submit.claimed");
    match shop.gateways.named(&payment.gateway)?.create(&request).await {
        Ok(created) => answered(shop, payment, &created).await,
        // Nonsense instead of an answer says nothing about what was done: asking again with the same key tells.
        Err(error) if error.is_transient() || matches!(error, GatewayError::Malformed(_)) => {
            tracing::warn!(payment = %payment.id, error = &error as &dyn std::error::Error, "the gateway did not answer; the payment waits");
            // Free for the next try at once: by the buyer, or by the reconciliation.
            sqlx::query!("UPDATE payments SET checked_at = NULL WHERE id = $1 AND state = 'created'", payment.id)
                .execute(&shop.pool)
                .await?;
            Ok(None)
        }
        Err(error) => {
            tracing::error!(payment = %payment.id, error = &error as &dyn std::error::Error, "the gateway refused a payment");
            sqlx::query!(
                "UPDATE payments SET state = 'failed', remark = $2, updated_at = now() WHERE id = $1 AND state = 'created'",
                payment.id,
                error.to_string()
            )
            .execute(&shop.pool)
            .await?;
            Ok(None)
        }
    }
}

async fn request(shop: &Shop, payment: &Payment) -> Result<CreatePayment> {
    let order = orders::told(&shop.pool, payment.order_id).await?;
    let page = format!("{}/{}/orders/{}", shop.settings.base_url, order.language, order.token);
    Ok(CreatePayment {
        amount: Money { minor: payment.amount, currency: payment.currency },
        description: order.number,
        order_reference: payment.id.to_string(),
        method: Some(payment.method.clone()),
        language: order.language,
        return_url: format!("{page}/return"),
        cancel_url: None,
        webhook_url: format!("{}/webhooks/{}", shop.settings.webhook_url, payment.gateway),
        idempotency_key: payment.idempotency_key,
    })
}

/// Writes the gateway's id down. A webhook may have been faster and have written it already, with news beyond `open`: then that stays.
async fn answered(shop: &Shop, payment: &Payment, created: &GatewayPayment) -> Result<Option<String>> {
    failpoint!("payments.submit.answered");
    if payment.gateway == METHOD {
        let mut transaction = shop.begin().await?;
        note(&mut transaction, payment, created).await?;
        prepayment::announce(&mut transaction, shop, payment, &created.id).await?;
        transaction.commit().await?;
    } else {
        note(&mut *shop.pool.acquire().await?, payment, created).await?;
    }
    failpoint!("payments.submit.noted");
    Ok(created.checkout_url.clone())
}

async fn note(connection: &mut PgConnection, payment: &Payment, created: &GatewayPayment) -> Result<()> {
    sqlx::query!(
        r#"UPDATE payments SET gateway_payment_id = $2, checkout_url = $3, expires_at = $4, updated_at = now(),
               state = CASE WHEN state = 'created' THEN 'open' ELSE state END
           WHERE id = $1 AND (gateway_payment_id IS NULL OR gateway_payment_id = $2)"#,
        payment.id,
        created.id,
        created.checkout_url,
        created.expires_at
    )
    .execute(connection)
    .await?;
    Ok(())
}
