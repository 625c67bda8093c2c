use sqlx::PgConnection;

use crate::error::Result;

/// How many variants that are on sale have no more than so many pieces left to sell.
pub(crate) async fn low(connection: &mut PgConnection, at_most: u32) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!"
           FROM catalog_variants AS variant JOIN catalog_products AS product ON product.id = variant.product_id
           LEFT JOIN stock_levels AS level ON level.variant_id = variant.id
           WHERE variant.archived_at IS NULL AND catalog_is_public(product.archived_at, product.published_at) AND coalesce(level.sellable, 0) <= $1"#,
        i32::try_from(at_most).unwrap_or(i32::MAX)
    )
    .fetch_one(connection)
    .await?)
}
