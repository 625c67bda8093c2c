use domain::language::Language;
use leptos::prelude::*;

use crate::{failure::AppFailure, orders::OrderContent};

/// The buyer calls off an order that is not paid. A second time is answered like the first.
#[server(prefix = "/fn", endpoint = "orders/cancel")]
pub async fn cancel_order(language: Language, token: String) -> Result<OrderContent, AppFailure> {
    let shop = crate::context::shop()?;
    let order = services::orders::cancel(&shop, &token, services::orders::Actor::Buyer).await;
    let page = format!("/{language}/orders/{token}");
    crate::plain_form::lead(crate::failure::answer(order).map(OrderContent::from), &page, |_| page.clone())
}
