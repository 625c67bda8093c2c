use domain::{catalog::ProductView, language::Language};
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::failure::AppFailure;

/// A product's page.
#[server(prefix = "/fn", endpoint = "catalog/product", input = GetUrl)]
pub async fn read_product(language: Language, slug: String) -> Result<ProductView, AppFailure> {
    let shop = crate::context::shop()?;
    crate::failure::answer(services::catalog::product(&shop, language, &slug).await)
}
