use domain::backoffice::{VoucherList, VoucherQuery};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// A page of the table.
#[server(prefix = "/fn", endpoint = "backoffice/vouchers", input = GetUrl)]
pub async fn read_vouchers(#[server(default)] query: VoucherQuery) -> Result<VoucherList, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::orders::vouchers::staff::list(&asker.shop, asker.by, &query).await)
}
