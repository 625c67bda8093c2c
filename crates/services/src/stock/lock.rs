use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// Locks the buckets that an order's holds lie in, in the order of variants, so that two orders with common variants never wait for each other in a
/// circle.
pub(super) async fn lock_buckets_of(connection: &mut PgConnection, order: Uuid) -> Result<()> {
    sqlx::query!(
        r#"SELECT bucket.variant_id FROM stock_buckets AS bucket
           JOIN stock_holds AS hold ON hold.variant_id = bucket.variant_id AND hold.bucket = bucket.bucket
           WHERE hold.order_id = $1
           ORDER BY bucket.variant_id, bucket.bucket FOR NO KEY UPDATE OF bucket"#,
        order
    )
    .fetch_all(connection)
    .await?;
    Ok(())
}
