use super::{
    settle::settle,
    submit::{give_up, submit},
};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// Payments looked at in one run, per gateway.
const BATCH: i64 = 100;

/// Asks the gateways about payments that may have moved, for the case that their webhooks do not arrive; answers how many were asked about.
///
/// A payment whose creation was never answered is asked for again with its own idempotency key, which Mollie honours for an hour. After that it
/// can no longer exist there, unless it was created and its answer lost: then its webhook names it. When a gateway is silent its run ends early.
pub async fn reconcile(shop: &Shop) -> Result<u64> {
    give_up(shop, None).await?;
    let mut asked = 0;
    for gateway in shop.gateways.names() {
        asked += reconcile_gateway(shop, &gateway).await?;
    }
    Ok(asked)
}

async fn reconcile_gateway(shop: &Shop, gateway: &str) -> Result<u64> {
    let due = sqlx::query!(
        r#"UPDATE payments SET checked_at = now()
           WHERE id IN (SELECT id FROM payments
                        WHERE state IN ('open', 'pending', 'authorized') AND gateway = $1 AND gateway_payment_id IS NOT NULL
                          AND coalesce(checked_at, created_at) < now() - least(interval '1 hour', greatest(interval '1 minute', (now() - created_at) / 10))
                        ORDER BY coalesce(checked_at, created_at) LIMIT $2 FOR UPDATE SKIP LOCKED)
           RETURNING gateway_payment_id AS "gateway_payment_id!""#,
        gateway,
        BATCH
    )
    .fetch_all(&shop.pool)
    .await?;
    let received = received(shop, gateway).await?;
    let mut asked = 0;
    for id in due.into_iter().map(|payment| payment.gateway_payment_id).chain(received) {
        match settle(shop, gateway, &id).await {
            Ok(_) => asked += 1,
            Err(Error::Gateway(error)) if error.is_transient() => {
                tracing::warn!(gateway, error = &error as &dyn std::error::Error, "the gateway is silent; reconciliation goes on later");
                return Ok(asked);
            }
            Err(error) => tracing::error!(gateway, error = &error as &dyn std::error::Error, "payment not reconciled"),
        }
    }
    Ok(asked + submit_unanswered(shop, gateway).await?)
}

/// Payments whose money is there, or set aside, and may move back without a word: every quarter of an hour while a refund is under way, else once a day
/// for as long as a buyer's bank can take money back (TWINT: 120 days; cards up to half a year).
async fn received(shop: &Shop, gateway: &str) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"UPDATE payments SET checked_at = now()
           WHERE id IN (SELECT id FROM payments AS payment
                        WHERE state IN ('paid', 'quarantined') AND gateway = $1 AND gateway_payment_id IS NOT NULL
                          AND (coalesce(checked_at, created_at) < now() - interval '1 day' AND created_at > now() - interval '180 days'
                               OR coalesce(checked_at, created_at) < now() - interval '15 minutes'
                                  AND EXISTS (SELECT 1 FROM payments_refunds WHERE payment_id = payment.id
                                                AND state IN ('queued', 'pending', 'processing')))
                        ORDER BY coalesce(checked_at, created_at) LIMIT $2 FOR UPDATE SKIP LOCKED)
           RETURNING gateway_payment_id AS "gateway_payment_id!""#,
        gateway,
        BATCH
    )
    .fetch_all(&shop.pool)
    .await?)
}

async fn submit_unanswered(shop: &Shop, gateway: &str) -> Result<u64> {
    let unanswered = sqlx::query_scalar!(
        r#"SELECT payment.id FROM payments AS payment JOIN orders ON orders.id = payment.order_id
           WHERE payment.state = 'created' AND payment.gateway = $1 AND orders.state = 'awaiting_payment'
             AND payment.created_at < now() - interval '1 minute' ORDER BY payment.created_at LIMIT $2"#,
        gateway,
        BATCH
    )
    .fetch_all(&shop.pool)
    .await?;
    let mut answered = 0;
    for payment in unanswered {
        if submit(shop, payment).await?.is_none() {
            break;
        }
        answered += 1;
    }
    Ok(answered)
}
