use domain::{
    accounts::Permission,
    backoffice::{CollectedProduct, CollectionDetail, CollectionRule, ProductStatus},
    catalog::Texts,
    language::Language,
};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{super::categories::choices, find::Row};
use crate::{
    catalog::{Picture, cards::count},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Products that a screen shows of those that a rule finds.
const SHOWN: i64 = 24;

/// A collection with all that its screen shows.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a collection.
pub async fn detail(shop: &Shop, by: impl Into<Acting>, language: Language, collection: Uuid) -> Result<CollectionDetail> {
    by.into().may(Permission::EditCatalogue)?;
    let categories = choices(&shop.pool, language).await?;
    let mut search = shop.begin_search().await?;
    let row = sqlx::query!(
        r#"SELECT collection.version, collection.slug, collection.published_at, catalog_status(NULL, collection.published_at) AS "status!",
                  collection.name AS "name: Json<Texts>", collection.introduction AS "introduction: Json<Texts>", collection.is_ruled,
                  (SELECT category.slug FROM catalog_categories AS category WHERE category.id = collection.rule_category) AS category,
                  collection.rule_from, collection.rule_to, collection.rule_reduced, collection.rule_available, collection.rule_days
           FROM catalog_collections AS collection WHERE collection.id = $1"#,
        collection
    )
    .fetch_optional(&mut *search)
    .await?
    .ok_or(Error::NotFound)?;
    let (products, total) = if row.is_ruled {
        ruled(&mut search, language, collection).await?
    } else {
        let picked = picked(&mut search, language, collection).await?;
        let total = u32::try_from(picked.len()).unwrap_or(u32::MAX);
        (picked, total)
    };
    search.commit().await?;
    let rule = CollectionRule {
        category: row.category,
        from: row.rule_from,
        to: row.rule_to,
        reduced: row.rule_reduced,
        available: row.rule_available,
        days: row.rule_days.map(i32::unsigned_abs),
    };
    Ok(CollectionDetail {
        id: collection,
        version: row.version,
        slug: row.slug,
        status: ProductStatus::from_code(&row.status).ok_or_else(|| Error::Data(format!("collection status {}", row.status)))?,
        published_at: row.published_at,
        name: row.name.0,
        introduction: row.introduction.0,
        rule: row.is_ruled.then_some(rule),
        products,
        total,
        categories,
    })
}

/// All products that were picked, in their order, drafts and archived ones included.
async fn picked(connection: &mut PgConnection, language: Language, collection: Uuid) -> Result<Vec<CollectedProduct>> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT product.id, coalesce(nullif(product.name ->> $1, ''), product.name ->> 'de') AS "name!",
                  catalog_status(product.archived_at, product.published_at) AS "status!",
                  (SELECT catalog_picture(picture) FROM catalog_pictures AS picture
                   WHERE picture.product_id = product.id ORDER BY picture.position LIMIT 1) AS "picture: Json<Picture>", true AS "is_in!"
           FROM catalog_collection_products AS picked JOIN catalog_products AS product ON product.id = picked.product_id
           WHERE picked.collection_id = $2 ORDER BY picked.position"#,
        language.code(),
        collection
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(|row| row.shown(language)).collect()
}

/// The first products that a rule finds, as the shop shows them, and how many there are.
async fn ruled(connection: &mut PgConnection, language: Language, collection: Uuid) -> Result<(Vec<CollectedProduct>, u32)> {
    let total =
        sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM catalog_collected($1)"#, collection).fetch_one(&mut *connection).await?;
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT product.id, coalesce(nullif(product.name ->> $1, ''), product.name ->> 'de') AS "name!",
                  catalog_status(product.archived_at, product.published_at) AS "status!",
                  (SELECT catalog_picture(picture) FROM catalog_pictures AS picture
                   WHERE picture.product_id = product.id ORDER BY picture.position LIMIT 1) AS "picture: Json<Picture>", false AS "is_in!"
           FROM catalog_products AS product WHERE product.id IN (SELECT found.id FROM catalog_collected($2) AS found (id))
           ORDER BY product.position, product.id LIMIT $3"#,
        language.code(),
        collection,
        SHOWN
    )
    .fetch_all(connection)
    .await?;
    Ok((rows.into_iter().map(|row| row.shown(language)).collect::<Result<_>>()?, count(total)))
}
