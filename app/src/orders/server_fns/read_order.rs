use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{failure::AppFailure, orders::OrderContent};

/// The order as it stands.
#[server(prefix = "/fn", endpoint = "orders/read", input = GetUrl)]
pub async fn read_order(token: String) -> Result<OrderContent, AppFailure> {
    let shop = crate::context::shop()?;
    crate::failure::answer(services::orders::find(&shop, &token).await).map(OrderContent::from)
}
