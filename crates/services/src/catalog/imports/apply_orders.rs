//! Writing the orders of a file, all of them or none.

use sqlx::PgConnection;

use super::{audit, next::Waiting, statements::run};
use crate::{error::Result, shop::Shop};

const APPLY: &str = include_str!("sql/apply_orders.sql");

/// Writes the orders: rows of `orders_earlier`, and of nothing else.
pub(super) async fn apply_orders(shop: &Shop, connection: &mut PgConnection, import: &Waiting) -> Result<()> {
    run(shop, connection, import.id, APPLY, (5, 95)).await?;
    sqlx::query!("DELETE FROM imports_pieces WHERE import_id = $1", import.id).execute(&mut *connection).await?;
    sqlx::query!("UPDATE imports SET state = 'applied', applied_at = now() WHERE id = $1", import.id).execute(&mut *connection).await?;
    audit::write(connection, import, "import.apply", &import.counts).await
}
