use domain::{cart::CartView, language::Language, orders::CheckoutForm};
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Uses a voucher or a gift card. From the checkout what was entered there comes along, so that nothing of it is lost on the way.
#[server(prefix = "/fn", endpoint = "cart/code")]
pub async fn enter_code(language: Language, code: String, #[server(default)] form: CheckoutForm) -> Result<CartView, AppFailure> {
    let shop = crate::context::shop()?;
    let (owner, caller) = (crate::cart_owner::known_or_new().await?, crate::context::caller()?);
    let page = super::page_of(language, &form);
    services::orders::note(&shop, owner, &form).await;
    let cart = crate::failure::answer(services::orders::codes::enter_from(&shop, &caller, language, owner, &code).await);
    crate::plain_form::lead(cart, &page, |_| page.clone())
}
