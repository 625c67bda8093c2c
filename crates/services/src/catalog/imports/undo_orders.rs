//! Taking the orders of a file back.

use domain::backoffice::ImportCounts;
use serde_json::json;
use sqlx::PgConnection;

use super::{audit, next::Waiting, statements::run};
use crate::{error::Result, shop::Shop};

const UNDO: &str = include_str!("sql/undo_orders.sql");

/// Takes the orders back. Whether somebody has claimed one makes no difference: it is gone from their account as well.
pub(super) async fn undo_orders(shop: &Shop, connection: &mut PgConnection, import: &Waiting) -> Result<()> {
    run(shop, connection, import.id, UNDO, (5, 95)).await?;
    let left = sqlx::query_scalar!(r#"SELECT count(*) AS "left!" FROM imports_orders WHERE import_id = $1 AND is_left"#, import.id)
        .fetch_one(&mut *connection)
        .await?;
    let counts = ImportCounts { left: u32::try_from(left).unwrap_or(u32::MAX), ..import.counts };
    sqlx::query!("UPDATE imports SET state = 'undone', counts = $2 WHERE id = $1", import.id, json!(counts))
        .execute(&mut *connection)
        .await?;
    audit::write(connection, import, "import.undo", &counts).await
}
