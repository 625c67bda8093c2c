use domain::{backoffice::CollectionLink, ids::ProductId, language::Language};

use crate::{error::Result, pool::Pool};

/// The collections that a product is in, published or not: those that it was picked for, and those whose rule is for it.
pub(in crate::catalog::staff) async fn of_product(pool: &Pool, language: Language, product: ProductId) -> Result<Vec<CollectionLink>> {
    Ok(sqlx::query_as!(
        CollectionLink,
        r#"SELECT collection.id, collection.name ->> $1 AS "name!"
           FROM catalog_collections AS collection
           WHERE EXISTS (SELECT FROM catalog_collected(collection.id) AS found (id) WHERE found.id = $2)
           ORDER BY collection.position, collection.slug"#,
        language.code(),
        product.0
    )
    .fetch_all(pool)
    .await?)
}
