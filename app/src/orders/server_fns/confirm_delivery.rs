use domain::language::Language;
use leptos::prelude::*;

use crate::{failure::AppFailure, orders::OrderContent};

/// The buyer confirms that everything arrived. A second time is answered like the first.
#[server(prefix = "/fn", endpoint = "orders/confirm")]
pub async fn confirm_delivery(language: Language, token: String) -> Result<OrderContent, AppFailure> {
    let shop = crate::context::shop()?;
    let order = match services::orders::fulfilment::confirm_delivery(&shop, &token).await {
        Ok(_) => services::orders::find(&shop, &token).await,
        Err(error) => Err(error),
    };
    let page = format!("/{language}/orders/{token}");
    crate::plain_form::lead(crate::failure::answer(order).map(OrderContent::from), &page, |_| page.clone())
}
