use domain::{
    catalog::{ListQuery, ListView},
    language::Language,
};
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::failure::AppFailure;

/// A page of a list.
#[server(prefix = "/fn", endpoint = "catalog/list", input = GetUrl)]
pub async fn read_list(language: Language, query: ListQuery) -> Result<ListView, AppFailure> {
    let shop = crate::context::shop()?;
    crate::failure::answer(services::catalog::list(&shop, language, &query).await)
}
