use domain::{cart::CartView, ids::VariantId, language::Language};
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Changes how many pieces of a line are wanted.
#[server(prefix = "/fn", endpoint = "cart/quantity")]
pub async fn set_quantity(language: Language, variant: VariantId, quantity: String) -> Result<CartView, AppFailure> {
    let shop = crate::context::shop()?;
    let owner = crate::cart_owner::known_or_new().await?;
    let page = format!("/{language}/cart");
    let cart = crate::failure::answer(services::cart::set_quantity(&shop, language, owner, variant, super::wanted(&quantity)).await);
    crate::plain_form::lead(cart, &page, |_| page.clone())
}
