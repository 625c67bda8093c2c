use domain::backoffice::EarlierDetail;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// An earlier order by the id in the address.
#[server(prefix = "/fn", endpoint = "backoffice/earlier-orders/read", input = GetUrl)]
pub async fn read_earlier_order(order: String) -> Result<EarlierDetail, AppFailure> {
    let asker = crate::asker::staff()?;
    let order = order.parse().unwrap_or_default();
    site::failure::answer(services::backoffice::orders::earlier::detail(&asker.shop, asker.by, order).await)
}
