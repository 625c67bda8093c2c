use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// Locks the buckets that an order's holds lie in, in the order of variants and buckets, so that two orders with common variants never wait for each other
/// in a circle. Of a variant of which more was promised on backorder than there is, all are locked, since what comes back is spread over them.
pub(super) async fn lock_buckets_of(connection: &mut PgConnection, order: Uuid) -> Result<()> {
    sqlx::query!(
        r#"SELECT bucket.variant_id FROM stock_buckets AS bucket
           JOIN stock_holds AS hold ON hold.variant_id = bucket.variant_id
           WHERE hold.order_id = $1
             AND (hold.bucket = bucket.bucket
                  OR EXISTS (SELECT FROM stock_buckets AS owed JOIN stock_variants AS variant ON variant.variant_id = owed.variant_id
                             WHERE owed.variant_id = hold.variant_id AND owed.floor < 0 AND NOT variant.backorder))
           ORDER BY bucket.variant_id, bucket.bucket FOR NO KEY UPDATE OF bucket"#,
        order
    )
    .fetch_all(connection)
    .await?;
    Ok(())
}
