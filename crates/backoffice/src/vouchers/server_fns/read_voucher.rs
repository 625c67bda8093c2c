use domain::backoffice::VoucherDetail;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// A voucher with a page of the orders that used it, by the id in the address.
#[server(prefix = "/fn", endpoint = "backoffice/vouchers/read", input = GetUrl)]
pub async fn read_voucher(voucher: String, #[server(default)] before: String) -> Result<VoucherDetail, AppFailure> {
    let asker = crate::asker::staff()?;
    let language = site::preferences::page_language();
    // What is no id is nobody's: the service says so to those who may ask.
    let voucher = voucher.parse().unwrap_or_default();
    site::failure::answer(services::orders::vouchers::staff::detail(&asker.shop, asker.by, language, voucher, Some(&before)).await)
}
