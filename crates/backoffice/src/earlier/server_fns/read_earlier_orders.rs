use domain::backoffice::{EarlierList, EarlierQuery};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// A page of earlier orders.
#[server(prefix = "/fn", endpoint = "backoffice/earlier-orders", input = GetUrl)]
pub async fn read_earlier_orders(#[server(default)] query: EarlierQuery) -> Result<EarlierList, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::orders::earlier::list(&asker.shop, asker.by, &query).await)
}
