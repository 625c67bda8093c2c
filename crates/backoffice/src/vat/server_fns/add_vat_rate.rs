use leptos::prelude::*;
use site::failure::AppFailure;

use crate::vat::VatRateFields;

/// Enters a rate that is to hold from a day on.
#[server(prefix = "/fn", endpoint = "backoffice/vat/add")]
pub async fn add_vat_rate(#[server(default)] fields: VatRateFields) -> Result<(), AppFailure> {
    crate::products::lead::back_to(act(&fields).await, crate::vat::SCREEN, "vat-added", &fields.pairs())
}

#[cfg(feature = "ssr")]
async fn act(fields: &VatRateFields) -> Result<(), AppFailure> {
    use domain::accounts::Permission;

    let asker = crate::asker::staff()?;
    // Who may not enter one is not told what is wrong with it.
    site::failure::answer(asker.by.may(Permission::SetVatRates))?;
    let rate = fields.read().map_err(site::failure::told)?;
    site::failure::answer(services::vat::staff::add(&asker.shop, asker.by, rate).await)
}
