use domain::{accounts::Permission, catalog::CategoryLink, language::Language};

use crate::{catalog::category_links, error::Result, orders::Acting, shop::Shop};

/// What can be chosen as a product's category.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn categories(shop: &Shop, by: impl Into<Acting>, language: Language) -> Result<Vec<CategoryLink>> {
    by.into().may(Permission::EditCatalogue)?;
    category_links(shop, language).await
}
