use domain::{accounts::Permission, catalog::ProductView, language::Language};

use crate::{
    catalog::{product::page, store::Eyes},
    error::Result,
    orders::Acting,
    shop::Shop,
};

/// A product's page as shoppers will see it, drafts and archived ones included.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`crate::error::Error::NotFound`] without such a product, or without a variant that is not archived.
pub async fn preview(shop: &Shop, by: impl Into<Acting>, language: Language, slug: &str) -> Result<ProductView> {
    by.into().may(Permission::EditCatalogue)?;
    page(shop, language, slug, Eyes::Staff).await
}
