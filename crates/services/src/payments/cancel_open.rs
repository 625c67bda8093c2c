use domain::payments::PaymentState;

use super::{apply::apply, store};
use crate::{
    error::{Error, Result},
    failpoints::failpoint,
    shop::Shop,
};

/// Attempts looked at in one run.
const BATCH: usize = 100;

/// Calls open attempts off at their gateways for orders that need them no more: called off, or paid by another attempt. Answers how many were ended.
///
/// The work stands in the tables, so a crash loses none of it. An attempt that its gateway does not let go (Mollie: `isCancelable`) is tried again
/// with growing pauses until it ends by itself; should it be paid meanwhile, the money goes back.
pub async fn cancel_open(shop: &Shop) -> Result<u64> {
    let names = shop.gateways.names();
    let mut ended = 0;
    for _ in 0..BATCH {
        let claimed = sqlx::query_scalar!(
            r#"UPDATE payments SET cancel_attempts = cancel_attempts + 1, cancel_tried_at = now()
               WHERE id = (SELECT payment.id FROM payments AS payment JOIN orders ON orders.id = payment.order_id
                           WHERE payment.state IN ('open', 'pending', 'authorized') AND payment.gateway = ANY($1)
                             AND payment.gateway_payment_id IS NOT NULL
                             AND orders.state IN ('cancelled', 'paid', 'shipped', 'delivered', 'refunded')
                             AND (cancel_tried_at IS NULL
                                  OR cancel_tried_at < now() - least(interval '1 hour', interval '1 minute' * power(2, least(cancel_attempts, 10))))
                           ORDER BY cancel_tried_at NULLS FIRST LIMIT 1 FOR UPDATE OF payment SKIP LOCKED)
               RETURNING id"#,
            &names
        )
        .fetch_optional(&shop.pool)
        .await?;
        let Some(payment) = claimed else { break };
        failpoint!("payments.cancel_open.claimed");
        match cancel(shop, payment).await {
            Ok(done) => ended += u64::from(done),
            Err(error @ Error::Database(_)) => return Err(error),
            Err(error) => {
                tracing::warn!(%payment, error = &error as &dyn std::error::Error, "an open payment was not called off; it is tried again");
            }
        }
    }
    Ok(ended)
}

/// Looks first: the attempt may have ended meanwhile, and not every one can be called off.
async fn cancel(shop: &Shop, payment: uuid::Uuid) -> Result<bool> {
    let known = store::get(&shop.pool, payment).await?;
    let gateway = shop.gateways.named(&known.gateway)?;
    let Some(id) = known.gateway_payment_id.as_deref() else { return Ok(false) };
    let fetched = gateway.fetch(id).await?;
    apply(shop, known.order_id, known.id, &fetched).await?;
    if fetched.state.is_final() || !fetched.cancelable {
        return Ok(fetched.state.is_final());
    }
    // The key is only for the transport: a cancellation repeated is refused, not doubled.
    let canceled = gateway.cancel(id, shop.new_key()).await?;
    failpoint!("payments.cancel_open.answered");
    apply(shop, known.order_id, known.id, &canceled).await?;
    failpoint!("payments.cancel_open.noted");
    Ok(canceled.state == PaymentState::Canceled)
}
