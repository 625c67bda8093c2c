use domain::{accounts::Permission, catalog::CategoryLink, language::Language};

use crate::{error::Result, orders::Acting, pool::Pool, shop::Shop};

/// What can be chosen as a product's category.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn categories(shop: &Shop, by: impl Into<Acting>, language: Language) -> Result<Vec<CategoryLink>> {
    by.into().may(Permission::EditCatalogue)?;
    choices(&shop.pool, language).await
}

/// All categories in the order of the tree, called by the names on the way to them.
pub(crate) async fn choices(pool: &Pool, language: Language) -> Result<Vec<CategoryLink>> {
    Ok(sqlx::query_as!(
        CategoryLink,
        r#"SELECT category.slug, tree.path AS "name!" FROM catalog_tree($1) AS tree JOIN catalog_categories AS category ON category.id = tree.id
           ORDER BY tree.place, category.slug"#,
        language.code()
    )
    .fetch_all(pool)
    .await?)
}
