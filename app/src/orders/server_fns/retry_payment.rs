use domain::{language::Language, orders::PlacedOrder};
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Starts a new payment for an order whose last one did not work.
#[server(prefix = "/fn", endpoint = "orders/retry")]
pub async fn retry_payment(language: Language, token: String, method: String) -> Result<PlacedOrder, AppFailure> {
    let shop = crate::context::shop()?;
    let page = format!("/{language}/orders/{token}");
    let placed = crate::failure::answer(services::payments::retry(shop, &token, &method).await);
    crate::plain_form::lead(placed, &page, |placed| placed.pay_at.clone().unwrap_or_else(|| page.clone()))
}
