use leptos::prelude::*;
use site::failure::AppFailure;

use crate::delivery::MethodFields;

/// Stores a method's texts as they are written. What cannot be stored is kept for the form to begin with.
#[server(prefix = "/fn", endpoint = "backoffice/delivery/save")]
pub async fn save_delivery_method(method: String, version: i64, #[server(default)] fields: MethodFields) -> Result<(), AppFailure> {
    let screen = super::screen_of(&method);
    crate::products::lead::back_to(act(method, version, &fields).await, &screen, "delivery-saved", &[("form", crate::delivery::TEXTS)])
}

#[cfg(feature = "ssr")]
async fn act(method: String, version: i64, fields: &MethodFields) -> Result<(), AppFailure> {
    use domain::accounts::Permission;
    use services::{backoffice, orders::delivery::staff};

    let asker = crate::asker::staff()?;
    let form = super::kept_as(crate::delivery::TEXTS, &method);
    let request = domain::backoffice::SaveDeliveryMethodRequest { method, version, content: fields.read() };
    let saved = site::failure::answer(staff::save(&asker.shop, asker.by, &request).await);
    if saved.is_err() {
        backoffice::keep_entered(&asker.shop, asker.by, Permission::SetDelivery, &form, fields).await;
    }
    saved
}
