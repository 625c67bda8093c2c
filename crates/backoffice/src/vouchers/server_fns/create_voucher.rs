use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::vouchers::{LimitFields, VoucherFields};

/// Makes a voucher and leads to it.
#[server(prefix = "/fn", endpoint = "backoffice/vouchers/create")]
pub async fn create_voucher(
    key: Uuid,
    #[server(default)] fields: VoucherFields,
    #[server(default)] limits: LimitFields,
    #[server(default)] categories: Vec<String>,
    back: String,
) -> Result<Uuid, AppFailure> {
    use crate::vouchers::query::TABLE;

    let chosen = categories.join(",");
    let mut entered = vec![
        ("code", fields.code.as_str()),
        ("kind", fields.kind.as_str()),
        ("benefit", fields.benefit.as_str()),
        ("minimum", fields.minimum.as_str()),
        ("categories", chosen.as_str()),
    ];
    entered.extend(limits.pairs());
    let form = crate::orders::Form { name: "new-voucher", done: "voucher-created", back: &back, fields: &entered };
    form.lead_on(create(key, &fields, &limits, &categories).await, |voucher| format!("{TABLE}/{voucher}"))
}

#[cfg(feature = "ssr")]
async fn create(key: Uuid, fields: &VoucherFields, limits: &LimitFields, categories: &[String]) -> Result<Uuid, AppFailure> {
    let asker = crate::asker::staff()?;
    // Whether they may comes before what is wrong with it.
    let by = asker.by;
    site::failure::answer(by.may(domain::accounts::Permission::IssueCodes))?;
    let request = fields.read(key, limits, categories).map_err(AppFailure)?;
    site::failure::answer(services::orders::vouchers::staff::create(&asker.shop, by, &request).await)
}
