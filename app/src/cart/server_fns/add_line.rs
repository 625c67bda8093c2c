use domain::{cart::CartView, language::Language};
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Puts pieces of a product into the cart: of the variant with these values, one per option in the options' order.
#[server(prefix = "/fn", endpoint = "cart/add")]
pub async fn add_line(
    language: Language,
    product: String,
    #[server(default)] values: Vec<String>,
    quantity: String,
) -> Result<CartView, AppFailure> {
    let cart = Box::pin(add(language, &product, &values, super::wanted(&quantity))).await;
    crate::plain_form::lead(cart, &format!("/{language}/p/{product}"), |_| format!("/{language}/cart"))
}

#[cfg(feature = "ssr")]
async fn add(language: Language, product: &str, values: &[String], quantity: u32) -> Result<CartView, AppFailure> {
    use domain::cart::CartRefusal;
    use services::error::Error;

    let shop = crate::context::shop()?;
    let variant = crate::failure::answer(services::catalog::variant(&shop, product, values).await)?;
    let variant = crate::failure::answer(variant.ok_or_else(|| Error::refused(CartRefusal::NotForSale)))?;
    let owner = crate::cart_owner::known_or_new().await?;
    crate::failure::answer(services::cart::add(&shop, language, owner, variant, quantity).await)
}
