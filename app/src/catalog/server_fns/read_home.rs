use domain::{catalog::HomeView, language::Language};
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::failure::AppFailure;

/// The home page's content.
#[server(prefix = "/fn", endpoint = "catalog/home", input = GetUrl)]
pub async fn read_home(language: Language) -> Result<HomeView, AppFailure> {
    let shop = crate::context::shop()?;
    crate::failure::answer(services::catalog::home(&shop, language).await)
}
