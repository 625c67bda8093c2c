use domain::{
    language::Language,
    orders::{CheckoutForm, PlacedOrder},
};
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Places the order and says where to pay. What was entered is kept when it does not work.
///
/// A code that was typed and not yet applied counts as applied: the order is not placed at a price without it, and the new total is shown first.
#[server(prefix = "/fn", endpoint = "checkout/place")]
pub async fn place_order(language: Language, form: CheckoutForm, #[server(default)] code: String) -> Result<PlacedOrder, AppFailure> {
    let shop = crate::context::shop()?;
    let (owner, caller) = (crate::cart_owner::known_or_new().await?, crate::context::caller()?);
    let placed = match use_typed(&shop, &caller, language, owner, (&code, &form)).await {
        Ok(()) => services::orders::place(shop, language, owner, form).await,
        Err(error) => Err(error),
    };
    let placed = crate::failure::answer(placed);
    crate::plain_form::lead(placed, &format!("/{language}/checkout"), |placed| {
        placed.pay_at.clone().unwrap_or_else(|| format!("/{language}/orders/{}", placed.token))
    })
}

#[cfg(feature = "ssr")]
async fn use_typed(
    shop: &services::shop::Shop,
    caller: &services::accounts::Caller,
    language: Language,
    owner: domain::cart::CartOwner,
    typed: (&str, &CheckoutForm),
) -> services::error::Result<()> {
    let (code, form) = typed;
    if code.trim().is_empty() {
        return Ok(());
    }
    services::orders::note(shop, owner, form).await;
    services::orders::codes::enter_from(shop, caller, language, owner, code).await.map(drop)
}
