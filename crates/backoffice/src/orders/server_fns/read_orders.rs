use domain::backoffice::OrderQuery;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::orders::TableScreen;

/// A page of the table.
#[server(prefix = "/fn", endpoint = "backoffice/orders", input = GetUrl)]
pub async fn read_orders(#[server(default)] query: OrderQuery) -> Result<TableScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    let list = site::failure::answer(services::backoffice::orders::list(&asker.shop, asker.by, &query).await)?;
    Ok(TableScreen { list, key: asker.shop.new_key() })
}
