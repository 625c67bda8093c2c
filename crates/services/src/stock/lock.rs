use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// Locks the levels of all variants that an order has a hold on, in id order, so that two orders with common variants never wait for each
/// other in a circle.
pub(super) async fn lock_levels_of(connection: &mut PgConnection, order: Uuid) -> Result<()> {
    sqlx::query!(
        r#"SELECT variant_id FROM stock_levels
           WHERE variant_id IN (SELECT variant_id FROM stock_holds WHERE order_id = $1)
           ORDER BY variant_id FOR UPDATE"#,
        order
    )
    .fetch_all(connection)
    .await?;
    Ok(())
}
