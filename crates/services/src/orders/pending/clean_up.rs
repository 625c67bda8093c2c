use std::time::Duration;

use crate::{error::Result, shop::Shop};

/// How long an account's cart is kept after its last change, by the database's clock.
const KEEP: Duration = Duration::from_hours(24);

/// Orders deleted per statement, so that no statement holds many locks.
const BATCH: i64 = 500;

/// Deletes pending orders that nobody has changed for 24 hours, with their lines, and tells how many.
///
/// One that is being changed or placed at this moment is not left any more, so locked rows are passed over. The database deletes no order that
/// was placed (`orders_placed_is_kept`).
pub async fn clean_up(shop: &Shop) -> Result<u64> {
    let mut deleted = 0;
    loop {
        let batch = sqlx::query!(
            r#"DELETE FROM orders WHERE id IN
               (SELECT id FROM orders WHERE state = 'pending' AND updated_at < now() - make_interval(secs => $1)
                ORDER BY updated_at LIMIT $2 FOR UPDATE SKIP LOCKED)"#,
            KEEP.as_secs_f64(),
            BATCH
        )
        .execute(&shop.pool)
        .await?
        .rows_affected();
        deleted += batch;
        if batch < BATCH.unsigned_abs() {
            break;
        }
    }
    if deleted > 0 {
        tracing::info!(pending_orders = deleted, "carts of accounts that were left are deleted");
    }
    Ok(deleted)
}
