use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::delivery::MethodFields;

/// Makes a method, which is off until somebody switches it on.
#[server(prefix = "/fn", endpoint = "backoffice/delivery/create")]
pub async fn create_delivery_method(key: Uuid, #[server(default)] fields: MethodFields) -> Result<(), AppFailure> {
    use site::told::with_query;

    use super::screen_of;
    use crate::{
        delivery::{METHODS, NEW},
        products::lead,
    };

    let made = act(key, &fields).await;
    let failed = with_query(METHODS, &[("form", NEW)]);
    lead::on_to(made, &failed, |code| with_query(&screen_of(code), &[("done", "delivery-created")])).map(|_| ())
}

#[cfg(feature = "ssr")]
async fn act(key: Uuid, fields: &MethodFields) -> Result<String, AppFailure> {
    use domain::accounts::Permission;
    use services::{backoffice, orders::delivery::staff};

    use super::kept_as;

    let asker = crate::asker::staff()?;
    let request = domain::backoffice::NewDeliveryMethodRequest { key, content: fields.read() };
    let made = site::failure::answer(staff::create(&asker.shop, asker.by, &request).await);
    if made.is_err() {
        backoffice::keep_entered(&asker.shop, asker.by, Permission::SetDelivery, &kept_as(crate::delivery::NEW, ""), fields).await;
    }
    made
}
