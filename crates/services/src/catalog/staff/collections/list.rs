use domain::{
    accounts::Permission,
    backoffice::{CollectionRow, ProductStatus},
    language::Language,
};

use crate::{
    catalog::cards::count,
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// All collections in their order. What rules find is not counted: it would sum up all stock.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn list(shop: &Shop, by: impl Into<Acting>, language: Language) -> Result<Vec<CollectionRow>> {
    by.into().may(Permission::EditCatalogue)?;
    let rows = sqlx::query!(
        r#"SELECT collection.id, collection.name ->> $1 AS "name!", collection.slug, catalog_status(NULL, collection.published_at) AS "status!",
                  collection.published_at,
                  CASE WHEN NOT collection.is_ruled
                       THEN (SELECT count(*) FROM catalog_collection_products WHERE collection_id = collection.id) END AS picked
           FROM catalog_collections AS collection ORDER BY collection.position, collection.slug"#,
        language.code()
    )
    .fetch_all(&shop.pool)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(CollectionRow {
                id: row.id,
                name: row.name,
                slug: row.slug,
                status: ProductStatus::from_code(&row.status).ok_or_else(|| Error::Data(format!("collection status {}", row.status)))?,
                published_at: row.published_at,
                picked: row.picked.map(count),
            })
        })
        .collect()
}
