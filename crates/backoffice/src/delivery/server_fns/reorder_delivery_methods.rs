use leptos::prelude::*;
use site::failure::AppFailure;

/// Puts the methods into another order: their codes as the screen showed them and as they shall be, parted by commas.
#[server(prefix = "/fn", endpoint = "backoffice/delivery/reorder")]
pub async fn reorder_delivery_methods(shown: String, order: String) -> Result<(), AppFailure> {
    crate::products::lead::back_to(act(&shown, &order).await, crate::delivery::METHODS, "delivery-ordered", &[])
}

#[cfg(feature = "ssr")]
async fn act(shown: &str, order: &str) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    let codes = |text: &str| text.split(',').map(str::to_owned).collect();
    let request = domain::backoffice::ReorderDeliveryMethodsRequest { shown: codes(shown), order: codes(order) };
    site::failure::answer(services::orders::delivery::staff::reorder(&asker.shop, asker.by, &request).await)
}
