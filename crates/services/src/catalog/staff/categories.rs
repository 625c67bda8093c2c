use domain::{accounts::Permission, backoffice::CategoryChoice, language::Language};
use sqlx::PgPool;

use crate::{error::Result, orders::Acting, shop::Shop};

/// What can be chosen as a product's category.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn categories(shop: &Shop, by: impl Into<Acting>, language: Language) -> Result<Vec<CategoryChoice>> {
    by.into().may(Permission::EditCatalogue)?;
    choices(&shop.pool, language).await
}

pub(super) async fn choices(pool: &PgPool, language: Language) -> Result<Vec<CategoryChoice>> {
    Ok(sqlx::query_as!(
        CategoryChoice,
        r#"SELECT slug, name ->> $1 AS "name!" FROM catalog_categories ORDER BY position, slug"#,
        language.code()
    )
    .fetch_all(pool)
    .await?)
}
