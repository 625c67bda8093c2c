use leptos::prelude::*;
use site::failure::AppFailure;

/// Removes a method that is off and that no order went by.
#[server(prefix = "/fn", endpoint = "backoffice/delivery/remove")]
pub async fn remove_delivery_method(method: String, version: i64) -> Result<(), AppFailure> {
    use site::told::with_query;

    use crate::{delivery::METHODS, products::lead};

    let screen = super::screen_of(&method);
    lead::on_to(act(method, version).await, &screen, |()| with_query(METHODS, &[("done", "delivery-removed")]))
}

#[cfg(feature = "ssr")]
async fn act(method: String, version: i64) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    let request = domain::backoffice::RemoveDeliveryMethodRequest { method, version };
    site::failure::answer(services::orders::delivery::staff::remove(&asker.shop, asker.by, &request).await)
}
