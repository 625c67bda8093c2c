//! Writing what a file says, all of it or nothing.

use sqlx::PgConnection;

use super::{audit, next::Waiting, statements::run};
use crate::{error::Result, shop::Shop};

const APPLY: &str = include_str!("sql/apply.sql");

/// Writes the import. When a product has been changed since it was looked at, it is looked at anew instead: what was shown is what is written.
pub(super) async fn apply(shop: &Shop, connection: &mut PgConnection, import: &Waiting) -> Result<()> {
    let moved = sqlx::query_scalar!(
        r#"WITH locked AS (SELECT product.id, product.version FROM catalog_products AS product
                           WHERE product.id IN (SELECT product_id FROM imports_products WHERE import_id = $1) ORDER BY product.id FOR UPDATE)
           SELECT count(*) AS "moved!" FROM imports_products AS seen LEFT JOIN locked ON locked.id = seen.product_id
           WHERE seen.import_id = $1 AND NOT seen.is_new AND locked.version IS DISTINCT FROM seen.version"#,
        import.id
    )
    .fetch_one(&mut *connection)
    .await?;
    if moved > 0 {
        sqlx::query!("UPDATE imports SET state = 'checking' WHERE id = $1", import.id).execute(connection).await?;
        return Ok(());
    }
    run(shop, connection, import.id, APPLY, (5, 95)).await?;
    sqlx::query!("DELETE FROM imports_pieces WHERE import_id = $1", import.id).execute(&mut *connection).await?;
    sqlx::query!("UPDATE imports SET state = 'applied', applied_at = now() WHERE id = $1", import.id).execute(&mut *connection).await?;
    audit::write(connection, import, "import.apply", &import.counts).await
}
