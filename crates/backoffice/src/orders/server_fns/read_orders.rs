use domain::backoffice::{OrderList, OrderQuery};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// A page of the table.
#[server(prefix = "/fn", endpoint = "backoffice/orders", input = GetUrl)]
pub async fn read_orders(#[server(default)] query: OrderQuery) -> Result<OrderList, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::orders::list(&asker.shop, asker.by, &query).await)
}
