use domain::{language::Language, orders::ReturnForm};
use leptos::prelude::*;

use crate::{failure::AppFailure, orders::OrderContent};

/// The buyer asks to send goods back. A form that is wrong leads back with everything that was entered.
#[server(prefix = "/fn", endpoint = "orders/return")]
pub async fn request_return(language: Language, token: String, form: ReturnForm) -> Result<OrderContent, AppFailure> {
    let shop = crate::context::shop()?;
    let order = match services::orders::returns::request(&shop, &token, &form).await {
        Ok(()) => services::orders::find(&shop, &token).await,
        Err(error) => Err(error),
    };
    let page = format!("/{language}/orders/{token}");
    let quantities: Vec<String> = form.pieces.iter().map(|pieces| format!("{}:{}", pieces.position, pieces.quantity)).collect();
    let quantities = quantities.join(",");
    let back = crate::told::with_query(&page, &[("reason", &form.reason), ("words", &form.words), ("quantities", &quantities)]);
    crate::plain_form::lead(crate::failure::answer(order).map(OrderContent::from), &back, |_| page.clone())
}
