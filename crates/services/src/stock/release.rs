use sqlx::PgConnection;
use uuid::Uuid;

use super::lock::lock_levels_of;
use crate::error::Result;

/// Gives back what an order holds. A hold that was released or sold before stays as it is, so doing it twice changes nothing.
pub(crate) async fn release(connection: &mut PgConnection, order: Uuid) -> Result<()> {
    lock_levels_of(connection, order).await?;
    sqlx::query!(
        r#"WITH freed AS (UPDATE stock_holds SET state = 'released'
                          WHERE order_id = $1 AND state = 'held' RETURNING variant_id, quantity),
                levels AS (UPDATE stock_levels AS level
                           SET available = available + freed.quantity, held = held - freed.quantity
                           FROM freed WHERE level.variant_id = freed.variant_id)
           INSERT INTO stock_movements (variant_id, kind, quantity, order_id)
           SELECT variant_id, 'release', quantity, $1 FROM freed"#,
        order
    )
    .execute(connection)
    .await?;
    Ok(())
}
