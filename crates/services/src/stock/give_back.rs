use sqlx::PgConnection;
use uuid::Uuid;

use super::lock::lock_levels_of;
use crate::error::Result;

/// Puts what an order has bought back on sale, for an order whose goods never left. What was given back before stays so: doing it twice changes
/// nothing.
pub(crate) async fn give_back(connection: &mut PgConnection, order: Uuid) -> Result<()> {
    lock_levels_of(connection, order).await?;
    sqlx::query!(
        r#"WITH back AS (UPDATE stock_holds SET state = 'returned'
                         WHERE order_id = $1 AND state = 'sold' RETURNING variant_id, quantity),
                levels AS (UPDATE stock_levels AS level
                           SET available = available + back.quantity, sold = sold - back.quantity
                           FROM back WHERE level.variant_id = back.variant_id)
           INSERT INTO stock_movements (variant_id, kind, quantity, order_id)
           SELECT variant_id, 'return', quantity, $1 FROM back"#,
        order
    )
    .execute(connection)
    .await?;
    Ok(())
}
