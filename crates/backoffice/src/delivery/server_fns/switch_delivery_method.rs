use leptos::prelude::*;
use site::failure::AppFailure;

/// Offers a method to buyers, or no longer.
#[server(prefix = "/fn", endpoint = "backoffice/delivery/switch")]
pub async fn switch_delivery_method(method: String, version: i64, active: bool) -> Result<(), AppFailure> {
    let screen = super::screen_of(&method);
    let done = if active { "delivery-on" } else { "delivery-off" };
    crate::products::lead::back_to(act(method, version, active).await, &screen, done, &[("form", crate::delivery::SWITCH)])
}

#[cfg(feature = "ssr")]
async fn act(method: String, version: i64, is_active: bool) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    let request = domain::backoffice::SwitchDeliveryMethodRequest { method, version, is_active };
    site::failure::answer(services::orders::delivery::staff::switch(&asker.shop, asker.by, &request).await)
}
