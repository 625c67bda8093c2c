use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::vouchers::LimitFields;

/// Changes how often and when a voucher counts.
#[server(prefix = "/fn", endpoint = "backoffice/vouchers/save")]
pub async fn save_voucher(voucher: Uuid, version: i64, #[server(default)] limits: LimitFields, back: String) -> Result<(), AppFailure> {
    let form = crate::orders::Form { name: "voucher", done: "voucher-saved", back: &back, fields: &limits.pairs() };
    form.lead(save(voucher, version, &limits).await)
}

#[cfg(feature = "ssr")]
async fn save(voucher: Uuid, version: i64, limits: &LimitFields) -> Result<(), AppFailure> {
    use domain::{accounts::Permission, backoffice::SaveVoucherRequest, failure::Failure};

    let asker = crate::asker::staff()?;
    site::failure::answer(asker.by.may(Permission::IssueCodes))?;
    let limits = limits.read().map_err(|errors| AppFailure(Failure::Invalid(errors)))?;
    let request = SaveVoucherRequest { voucher, version, limits };
    site::failure::answer(services::orders::vouchers::staff::save(&asker.shop, asker.by, &request).await)
}
