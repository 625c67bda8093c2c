use domain::{catalog::CollectionView, language::Language};
use sqlx::types::Json;
use uuid::Uuid;

use super::Picture;
use crate::{error::Result, shop::Shop};

/// Most collections on the shop's first page.
const SHOWN: i64 = 4;

/// The collection of a slug with its id, if there is one that is published and due. Its page shows no picture of its own, so none is looked for.
pub(super) async fn collection(shop: &Shop, language: Language, slug: &str) -> Result<Option<(Uuid, CollectionView)>> {
    let row = sqlx::query!(
        r#"SELECT id, slug, name ->> $1 AS "name!", introduction ->> $1 AS "introduction!"
           FROM catalog_collections WHERE slug = $2 AND catalog_is_public(NULL, published_at)"#,
        language.code(),
        slug
    )
    .fetch_optional(&shop.pool)
    .await?;
    Ok(row.map(|row| (row.id, CollectionView { slug: row.slug, name: row.name, introduction: row.introduction, picture: None })))
}

/// The first collections that are published and due, each with the picture of its first product that has one; those that show nothing are left out.
pub(super) async fn collections(shop: &Shop, language: Language) -> Result<Vec<CollectionView>> {
    let rows = sqlx::query!(
        r#"SELECT collection.slug, collection.name ->> $1 AS "name!", collection.introduction ->> $1 AS "introduction!",
                  first.picture AS "picture!: Json<Picture>"
           FROM catalog_collections AS collection
           CROSS JOIN LATERAL (
               SELECT catalog_picture(picture) AS picture
               FROM catalog_collected(collection.id) AS found (id)
               JOIN catalog_products AS product ON product.id = found.id
               JOIN catalog_pictures AS picture ON picture.product_id = product.id AND picture.position = 1
               LEFT JOIN catalog_collection_products AS picked
                   ON picked.collection_id = collection.id AND picked.product_id = product.id AND NOT collection.is_ruled
               WHERE catalog_is_public(product.archived_at, product.published_at)
                 AND EXISTS (SELECT FROM catalog_variants WHERE product_id = product.id AND archived_at IS NULL)
               ORDER BY picked.position, product.position, product.id LIMIT 1) AS first
           WHERE catalog_is_public(NULL, collection.published_at)
           ORDER BY collection.position, collection.slug LIMIT $2"#,
        language.code(),
        SHOWN
    )
    .fetch_all(&shop.pool)
    .await?;
    let view = |slug, name, introduction, picture: Json<Picture>| CollectionView {
        slug,
        name,
        introduction,
        picture: Some(picture.view(language)),
    };
    Ok(rows.into_iter().map(|row| view(row.slug, row.name, row.introduction, row.picture)).collect())
}
