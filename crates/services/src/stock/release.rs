use sqlx::PgConnection;
use uuid::Uuid;

use super::{lock::lock_buckets_of, store};
use crate::error::Result;

/// Gives back what an order holds. A hold that was released or sold before stays as it is, so doing it twice changes nothing.
pub async fn release(connection: &mut PgConnection, order: Uuid) -> Result<()> {
    lock_buckets_of(connection, order).await?;
    sqlx::query!(
        r#"WITH freed AS (UPDATE stock_holds SET state = 'released'
                          WHERE order_id = $1 AND state = 'held' RETURNING variant_id, bucket, quantity),
                buckets AS (UPDATE stock_buckets AS target
                            SET available = available + freed.quantity, held = held - freed.quantity
                            FROM freed WHERE target.variant_id = freed.variant_id AND target.bucket = freed.bucket)
           INSERT INTO stock_movements (variant_id, kind, quantity, order_id, bucket)
           SELECT variant_id, 'release', quantity, $1, bucket FROM freed"#,
        order
    )
    .execute(&mut *connection)
    .await?;
    store::settle(connection, order).await
}
