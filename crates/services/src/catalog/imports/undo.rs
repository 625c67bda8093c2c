//! Taking an import back, all of it but for what has been changed since.

use domain::backoffice::ImportCounts;
use serde_json::json;
use sqlx::PgConnection;

use super::{audit, next::Waiting, statements::run};
use crate::{error::Result, shop::Shop};

const UNDO: &str = include_str!("sql/undo.sql");

/// Takes the import back.
pub(super) async fn undo(shop: &Shop, connection: &mut PgConnection, import: &Waiting) -> Result<()> {
    sqlx::query!(
        "SELECT product.id FROM catalog_products AS product WHERE product.id IN (SELECT product_id FROM imports_products WHERE import_id = $1)
         ORDER BY product.id FOR UPDATE",
        import.id
    )
    .fetch_all(&mut *connection)
    .await?;
    run(shop, connection, import.id, UNDO, (5, 95)).await?;
    let left = sqlx::query_scalar!(
        r#"SELECT (SELECT count(*) FROM imports_products WHERE import_id = $1 AND is_left)
                + (SELECT count(*) FROM imports_rows WHERE import_id = $1 AND is_left) AS "left!""#,
        import.id
    )
    .fetch_one(&mut *connection)
    .await?;
    let counts = ImportCounts { left: u32::try_from(left).unwrap_or(u32::MAX), ..import.counts };
    sqlx::query!("UPDATE imports SET state = 'undone', counts = $2 WHERE id = $1", import.id, json!(counts))
        .execute(&mut *connection)
        .await?;
    audit::write(connection, import, "import.undo", &counts).await
}
