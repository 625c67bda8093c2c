use domain::{catalog::CategoryView, language::Language};
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::failure::AppFailure;

/// The categories.
#[server(prefix = "/fn", endpoint = "catalog/categories", input = GetUrl)]
pub async fn read_categories(language: Language) -> Result<Vec<CategoryView>, AppFailure> {
    let shop = crate::context::shop()?;
    crate::failure::answer(services::catalog::categories(&shop, language).await)
}
