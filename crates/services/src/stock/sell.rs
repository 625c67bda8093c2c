use std::collections::BTreeMap;

use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use super::{lock::lock_buckets_of, store};
use crate::error::Result;

/// How a paid order got its goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sale {
    /// From its hold, or, when that was over, from what is available again.
    Done,
    /// The hold was over and the goods are gone; nothing was changed.
    GoodsGone,
}

/// Turns an order's hold into a sale. When the hold was released before (paid late), the pieces are held anew first, all or nothing. What was sold
/// before stays as it is, so doing it twice changes nothing.
pub async fn sell(connection: &mut PgConnection, order: Uuid) -> Result<Sale> {
    let lost = store::released(connection, order).await?;
    if !lost.is_empty() && !hold_anew(connection, order, &lost).await? {
        return Ok(Sale::GoodsGone);
    }
    lock_buckets_of(connection, order).await?;
    sqlx::query!(
        r#"WITH goods AS (UPDATE stock_holds SET state = 'sold'
                          WHERE order_id = $1 AND state = 'held' RETURNING variant_id, bucket, quantity),
                buckets AS (UPDATE stock_buckets AS target
                            SET held = held - goods.quantity, sold = sold + goods.quantity
                            FROM goods WHERE target.variant_id = goods.variant_id AND target.bucket = goods.bucket)
           INSERT INTO stock_movements (variant_id, kind, quantity, order_id, bucket)
           SELECT variant_id, 'sale', quantity, $1, bucket FROM goods"#,
        order
    )
    .execute(connection)
    .await?;
    Ok(Sale::Done)
}

/// Whether the pieces were there once more.
async fn hold_anew(connection: &mut PgConnection, order: Uuid, lost: &BTreeMap<Uuid, i32>) -> Result<bool> {
    // The caller's transaction goes on when the goods are gone, so what was forgotten for the attempt has to come back.
    let mut attempt = connection.begin().await?;
    store::forget_released(&mut attempt, order).await?;
    if store::hold(&mut attempt, order, lost).await?.is_err() {
        attempt.rollback().await?;
        return Ok(false);
    }
    attempt.commit().await?;
    Ok(true)
}
