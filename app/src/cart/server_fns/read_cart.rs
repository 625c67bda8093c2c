use domain::{cart::CartView, language::Language};
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::failure::AppFailure;

/// The visitor's cart.
#[server(prefix = "/fn", endpoint = "cart/read", input = GetUrl)]
pub async fn read_cart(language: Language) -> Result<CartView, AppFailure> {
    let shop = crate::context::shop()?;
    let owner = crate::cart_owner::known().await?;
    crate::failure::answer(services::cart::view(&shop, language, owner).await)
}
