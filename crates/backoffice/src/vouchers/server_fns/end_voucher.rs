use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Ends a voucher at once.
#[server(prefix = "/fn", endpoint = "backoffice/vouchers/end")]
pub async fn end_voucher(voucher: Uuid, version: i64, back: String) -> Result<(), AppFailure> {
    let form = crate::orders::Form { name: "end-voucher", done: "voucher-ended", back: &back, fields: &[] };
    form.lead(end(voucher, version).await)
}

#[cfg(feature = "ssr")]
async fn end(voucher: Uuid, version: i64) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::orders::vouchers::staff::end(&asker.shop, asker.by, voucher, version).await)
}
