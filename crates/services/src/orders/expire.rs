use domain::orders::{OrderEvent, OrderState};

use super::{Actor, transition};
use crate::{error::Result, failpoints::failpoint, mail, shop::Shop, stock};

/// Orders taken per transaction round, so that one round never holds locks for long.
const BATCH: usize = 100;

/// Ends orders whose hold is over, gives their stock back and tells their buyers; answers how many.
///
/// The database's clock decides, and each order is a transaction of its own that looks again under the lock: an order paid meanwhile stays paid.
pub async fn expire_unpaid(shop: &Shop) -> Result<u64> {
    let mut expired = 0;
    for _ in 0..BATCH {
        let mut transaction = shop.begin().await?;
        let due = sqlx::query_scalar!(
            r#"SELECT id FROM orders WHERE state = 'awaiting_payment' AND hold_expires_at < now()
               ORDER BY hold_expires_at LIMIT 1 FOR UPDATE SKIP LOCKED"#
        )
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(order) = due else { break };
        transition(&mut transaction, order, OrderState::AwaitingPayment, OrderEvent::Expire, Actor::Schedule).await?;
        mail::enqueue_order_expired(&mut transaction, shop, order).await?;
        stock::release(&mut transaction, order).await?;
        failpoint!("orders.expire.before_commit");
        transaction.commit().await?;
        failpoint!("orders.expire.committed");
        expired += 1;
    }
    Ok(expired)
}
