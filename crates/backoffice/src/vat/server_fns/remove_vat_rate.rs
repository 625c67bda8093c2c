use chrono::NaiveDate;
use leptos::prelude::*;
use site::failure::AppFailure;

/// Takes a rate away whose day has not come: its class, its day, and what the screen showed of it in basis points.
#[server(prefix = "/fn", endpoint = "backoffice/vat/remove")]
pub async fn remove_vat_rate(class: String, first_day: NaiveDate, rate: u16) -> Result<(), AppFailure> {
    crate::products::lead::back_to(act(&class, first_day, rate).await, crate::vat::SCREEN, "vat-removed", &[])
}

#[cfg(feature = "ssr")]
async fn act(class: &str, first_day: NaiveDate, rate: u16) -> Result<(), AppFailure> {
    use domain::{
        accounts::Permission,
        failure::Failure,
        vat::{BasisPoints, DatedRate, VatClass},
    };

    let asker = crate::asker::staff()?;
    site::failure::answer(asker.by.may(Permission::SetVatRates))?;
    let class = VatClass::from_code(class).ok_or_else(|| site::failure::told(Failure::NotFound))?;
    let rate = DatedRate { class, first_day, rate: BasisPoints(rate) };
    site::failure::answer(services::vat::staff::remove(&asker.shop, asker.by, rate).await)
}
