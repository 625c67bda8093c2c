use domain::{language::Language, orders::CheckoutView};
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::failure::AppFailure;

/// The checkout page's content: the cart, the ways to pay, and what was entered before.
#[server(prefix = "/fn", endpoint = "checkout/read", input = GetUrl)]
pub async fn read_checkout(language: Language) -> Result<CheckoutView, AppFailure> {
    let shop = crate::context::shop()?;
    let owner = crate::cart_owner::known().await?;
    crate::failure::answer(services::orders::checkout(&shop, language, owner).await)
}

/// The same for a page that has read the cart already.
#[cfg(feature = "ssr")]
pub async fn checkout_of(language: Language, cart: domain::cart::CartView) -> Result<CheckoutView, AppFailure> {
    let shop = crate::context::shop()?;
    let owner = crate::cart_owner::known().await?;
    crate::failure::answer(services::orders::checkout_of(&shop, language, owner, cart).await)
}
