use sqlx::PgConnection;
use uuid::Uuid;

use super::{lock::lock_buckets_of, store};
use crate::error::Result;

/// Puts what an order has bought back on sale, for an order whose goods never left. What was given back before stays so: doing it twice changes
/// nothing.
pub async fn give_back(connection: &mut PgConnection, order: Uuid) -> Result<()> {
    lock_buckets_of(connection, order).await?;
    sqlx::query!(
        r#"WITH back AS (UPDATE stock_holds SET state = 'returned'
                         WHERE order_id = $1 AND state = 'sold' RETURNING variant_id, bucket, quantity),
                buckets AS (UPDATE stock_buckets AS target
                            SET available = available + back.quantity, sold = sold - back.quantity
                            FROM back WHERE target.variant_id = back.variant_id AND target.bucket = back.bucket)
           INSERT INTO stock_movements (variant_id, kind, quantity, order_id, bucket)
           SELECT variant_id, 'return', quantity, $1, bucket FROM back"#,
        order
    )
    .execute(&mut *connection)
    .await?;
    store::settle(connection, order).await
}
