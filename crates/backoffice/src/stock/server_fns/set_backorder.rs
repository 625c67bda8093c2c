use domain::ids::VariantId;
use leptos::prelude::*;
use site::failure::AppFailure;

use crate::stock::StockScreen;

/// Lets a variant be sold beyond its stock, or no longer.
#[server(prefix = "/fn", endpoint = "backoffice/stock/backorder")]
pub async fn set_backorder(variant: VariantId, allowed: bool, back: String) -> Result<StockScreen, AppFailure> {
    let done = if allowed { "backorder-on" } else { "backorder-off" };
    let form = crate::orders::Form { name: "backorder", done, back: &back, fields: &[] };
    form.lead(set(variant, allowed).await)
}

#[cfg(feature = "ssr")]
async fn set(variant: VariantId, allowed: bool) -> Result<StockScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::stock::set_backorder(&asker.shop, asker.by, variant, allowed).await)?;
    crate::stock::screen(&asker, variant, None).await
}
