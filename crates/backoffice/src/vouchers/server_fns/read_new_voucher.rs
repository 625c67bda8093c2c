use domain::backoffice::NewVoucherScreen;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// What the form for a new voucher needs.
#[server(prefix = "/fn", endpoint = "backoffice/vouchers/new", input = GetUrl)]
pub async fn read_new_voucher() -> Result<NewVoucherScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    let language = site::preferences::page_language();
    site::failure::answer(services::orders::vouchers::staff::form(&asker.shop, asker.by, language).await)
}
