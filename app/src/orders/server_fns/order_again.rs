use domain::{cart::CartView, language::Language};
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Puts what an order held into the visitor's cart again.
#[server(prefix = "/fn", endpoint = "orders/again")]
pub async fn order_again(language: Language, token: String) -> Result<CartView, AppFailure> {
    let shop = crate::context::shop()?;
    let owner = crate::cart_owner::known_or_new().await?;
    let cart = crate::failure::answer(services::orders::order_again(&shop, language, owner, &token).await);
    crate::plain_form::lead(cart, &format!("/{language}/orders/{token}"), |_| format!("/{language}/cart"))
}
