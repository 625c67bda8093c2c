use domain::{
    language::Language,
    orders::{CheckoutForm, PlacedOrder},
};
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Places the order and says where to pay. What was entered is kept when it does not work.
#[server(prefix = "/fn", endpoint = "checkout/place")]
pub async fn place_order(language: Language, form: CheckoutForm) -> Result<PlacedOrder, AppFailure> {
    let shop = crate::context::shop()?;
    let owner = crate::cart_owner::known_or_new().await?;
    let placed = crate::failure::answer(services::orders::place(shop, language, owner, form).await);
    crate::plain_form::lead(placed, &format!("/{language}/checkout"), |placed| {
        placed.pay_at.clone().unwrap_or_else(|| format!("/{language}/orders/{}", placed.token))
    })
}
