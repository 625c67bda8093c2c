use domain::{cart::CartView, ids::VariantId, language::Language};
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Takes a line out; it can be put back.
#[server(prefix = "/fn", endpoint = "cart/remove")]
pub async fn remove_line(language: Language, variant: VariantId) -> Result<CartView, AppFailure> {
    let shop = crate::context::shop()?;
    let owner = crate::cart_owner::known_or_new().await?;
    let page = format!("/{language}/cart");
    let cart = crate::failure::answer(services::cart::remove(&shop, language, owner, variant).await);
    crate::plain_form::lead(cart, &page, |_| page.clone())
}
