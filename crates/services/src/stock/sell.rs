use sqlx::PgConnection;
use uuid::Uuid;

use super::lock::lock_levels_of;
use crate::error::Result;

/// How a paid order got its goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sale {
    /// From its hold, or, when that was over, from what is available again.
    Done,
    /// The hold was over and the goods are gone; nothing was changed.
    GoodsGone,
}

/// Turns an order's hold into a sale. When the hold was released before (paid late), the pieces are taken anew, all or nothing.
pub(crate) async fn sell(connection: &mut PgConnection, order: Uuid) -> Result<Sale> {
    lock_levels_of(connection, order).await?;
    let short = sqlx::query_scalar!(
        r#"SELECT EXISTS (
               SELECT 1 FROM stock_holds AS hold JOIN stock_levels AS level USING (variant_id)
               WHERE hold.order_id = $1 AND hold.state = 'released' AND level.available < hold.quantity) AS "short!""#,
        order
    )
    .fetch_one(&mut *connection)
    .await?;
    if short {
        return Ok(Sale::GoodsGone);
    }
    sqlx::query!(
        r#"WITH before AS (SELECT variant_id, quantity, state FROM stock_holds WHERE order_id = $1 AND state <> 'sold'),
                holds AS (UPDATE stock_holds SET state = 'sold' WHERE order_id = $1 AND state <> 'sold'),
                levels AS (UPDATE stock_levels AS level
                           SET held = held - CASE WHEN before.state = 'held' THEN before.quantity ELSE 0 END,
                               available = available - CASE WHEN before.state = 'released' THEN before.quantity ELSE 0 END,
                               sold = sold + before.quantity
                           FROM before WHERE level.variant_id = before.variant_id)
           INSERT INTO stock_movements (variant_id, kind, quantity, order_id)
           SELECT variant_id, CASE state WHEN 'held' THEN 'sale' ELSE 'sale_after_release' END, quantity, $1 FROM before"#,
        order
    )
    .execute(connection)
    .await?;
    Ok(Sale::Done)
}
