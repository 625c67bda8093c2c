use sqlx::PgConnection;

use crate::error::Result;

/// How many variants that are on sale have no more than so many pieces left to sell; one that never had stock has none. Each table is read once: asking for
/// the level of one variant after the other costs a search of two indexes for each.
pub(crate) async fn low(connection: &mut PgConnection, at_most: u32) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!"
           FROM catalog_variants AS variant
           JOIN catalog_products AS product ON product.id = variant.product_id
           LEFT JOIN (SELECT bucket.variant_id, sum(bucket.available - bucket.floor) AS pieces
                      FROM stock_buckets AS bucket GROUP BY bucket.variant_id) AS sellable ON sellable.variant_id = variant.id
           WHERE variant.archived_at IS NULL AND catalog_is_public(product.archived_at, product.published_at) AND coalesce(sellable.pieces, 0) <= $1"#,
        i64::from(at_most)
    )
    .fetch_one(connection)
    .await?)
}
