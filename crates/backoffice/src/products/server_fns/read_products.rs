use domain::{
    backoffice::{ProductList, ProductQuery},
    language::Language,
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// A page of the table.
#[server(prefix = "/fn", endpoint = "backoffice/products", input = GetUrl)]
pub async fn read_products(language: Language, #[server(default)] query: ProductQuery) -> Result<ProductList, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::catalogue::list(&asker.shop, asker.by, language, &query).await)
}
