use domain::{cart::CartView, language::Language};
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Puts the line back that was taken out last.
#[server(prefix = "/fn", endpoint = "cart/undo")]
pub async fn undo_remove(language: Language) -> Result<CartView, AppFailure> {
    let shop = crate::context::shop()?;
    let owner = crate::cart_owner::known_or_new().await?;
    let page = format!("/{language}/cart");
    let cart = crate::failure::answer(services::cart::undo_remove(&shop, language, owner).await);
    crate::plain_form::lead(cart, &page, |_| page.clone())
}
