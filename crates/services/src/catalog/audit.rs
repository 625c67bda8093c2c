use sqlx::PgConnection;

use crate::{
    audit::{Check, Finding},
    error::Result,
};

/// The room's invariants.
pub(crate) async fn audit(connection: &mut PgConnection) -> Result<Vec<Check>> {
    let findings = sqlx::query_as!(
        Finding,
        r#"SELECT product_id::text AS "subject!", format('what %s find it by is not what it says', reader) AS "detail!"
           FROM catalog_search_discrepancies ORDER BY product_id, reader"#
    )
    .fetch_all(connection)
    .await?;
    Ok(vec![Check { name: "catalog.search", rule: "products are found by what they say now (`astris reindex`)", findings }])
}
