use leptos::prelude::*;

use crate::{failure::AppFailure, orders::OrderContent};

/// Asks the payment provider how the order's payment stands, then shows the order. A provider that does not answer changes nothing.
#[server(prefix = "/fn", endpoint = "orders/check")]
pub async fn check_order(token: String) -> Result<OrderContent, AppFailure> {
    let shop = crate::context::shop()?;
    if let Err(error) = services::payments::settle_order(&shop, &token).await {
        tracing::info!(error = &error as &dyn std::error::Error, "payment not checked");
    }
    crate::failure::answer(services::orders::find(&shop, &token).await).map(OrderContent::from)
}
