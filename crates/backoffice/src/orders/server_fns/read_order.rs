use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::orders::OrderScreen;

/// An order, by the id in the address.
#[server(prefix = "/fn", endpoint = "backoffice/orders/read", input = GetUrl)]
pub async fn read_order(order: String) -> Result<OrderScreen, AppFailure> {
    use domain::failure::Failure;

    let asker = crate::asker::staff()?;
    let order = order.parse().map_err(|_| site::failure::told(Failure::NotFound))?;
    crate::orders::lead::screen(&asker, order).await
}
