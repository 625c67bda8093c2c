use domain::{accounts::Permission, backoffice::CategoryNode, catalog::Texts, language::Language};
use sqlx::types::Json;

use crate::{catalog::cards::count, error::Result, orders::Acting, shop::Shop};

/// All categories in the order of the tree.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn read(shop: &Shop, by: impl Into<Acting>, language: Language) -> Result<Vec<CategoryNode>> {
    by.into().may(Permission::EditCatalogue)?;
    let rows = sqlx::query!(
        r#"SELECT category.id, category.version, category.slug, category.parent_id, tree.depth AS "depth!", tree.path AS "path!",
                  category.name AS "name: Json<Texts>", category.description AS "description: Json<Texts>",
                  (SELECT count(*) FROM catalog_products WHERE category_id = category.id) AS "products!",
                  NOT EXISTS (SELECT FROM catalog_products WHERE category_id = category.id)
                      AND NOT EXISTS (SELECT FROM catalog_categories AS below WHERE below.parent_id = category.id)
                      AND NOT EXISTS (SELECT FROM orders_voucher_categories WHERE category_id = category.id)
                      AND NOT EXISTS (SELECT FROM catalog_collections WHERE rule_category = category.id) AS "is_removable!"
           FROM catalog_tree($1) AS tree JOIN catalog_categories AS category ON category.id = tree.id
           ORDER BY tree.place, category.slug"#,
        language.code()
    )
    .fetch_all(&shop.pool)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| CategoryNode {
            id: row.id,
            version: row.version,
            slug: row.slug,
            parent: row.parent_id,
            depth: row.depth.unsigned_abs(),
            name: row.name.0,
            path: row.path,
            description: row.description.0,
            products: count(row.products),
            is_removable: row.is_removable,
        })
        .collect())
}
