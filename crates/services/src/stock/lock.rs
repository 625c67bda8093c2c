use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// Locks the buckets that an order's holds lie in, and all of a variant of which more is promised than there is, in the order of variants and buckets, so
/// that two orders with common variants never wait for each other in a circle.
pub(super) async fn lock_buckets_of(connection: &mut PgConnection, order: Uuid) -> Result<()> {
    sqlx::query!(
        r#"SELECT bucket.variant_id FROM stock_buckets AS bucket
           JOIN stock_holds AS hold ON hold.variant_id = bucket.variant_id
           WHERE hold.order_id = $1
             AND (hold.bucket = bucket.bucket
                  OR EXISTS (SELECT FROM stock_buckets AS owed WHERE owed.variant_id = hold.variant_id AND owed.floor < 0))
           ORDER BY bucket.variant_id, bucket.bucket FOR NO KEY UPDATE OF bucket"#,
        order
    )
    .fetch_all(connection)
    .await?;
    Ok(())
}
