use domain::{
    cart::CartView,
    language::Language,
    orders::{CheckoutForm, CodeKind},
};
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Uses the voucher or the gift card no longer.
#[server(prefix = "/fn", endpoint = "cart/code/leave")]
pub async fn leave_code(language: Language, kind: CodeKind, #[server(default)] form: CheckoutForm) -> Result<CartView, AppFailure> {
    let shop = crate::context::shop()?;
    let owner = crate::cart_owner::known_or_new().await?;
    let page = super::page_of(language, &form);
    services::orders::note(&shop, owner, &form).await;
    let cart = crate::failure::answer(services::orders::codes::leave(&shop, language, owner, kind).await);
    crate::plain_form::lead(cart, &page, |_| page.clone())
}
