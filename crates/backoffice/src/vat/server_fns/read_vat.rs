use domain::backoffice::VatRatesDetail;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// All VAT rates with their days.
#[server(prefix = "/fn", endpoint = "backoffice/vat", input = GetUrl)]
pub async fn read_vat() -> Result<VatRatesDetail, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::vat::staff::list(&asker.shop, asker.by).await)
}
