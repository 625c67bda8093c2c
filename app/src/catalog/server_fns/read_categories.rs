use domain::{catalog::CategoryLink, language::Language};
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::failure::AppFailure;

/// Where the categories are.
#[server(prefix = "/fn", endpoint = "catalog/categories", input = GetUrl)]
pub async fn read_categories(language: Language) -> Result<Vec<CategoryLink>, AppFailure> {
    let shop = crate::context::shop()?;
    crate::failure::answer(services::catalog::category_links(&shop, language).await)
}
