use leptos::prelude::*;
use site::failure::AppFailure;

use crate::delivery::RateFields;

/// Stores what a method costs; or only shows what it would mean, where `intent` says so. What is not stored is kept for the form to begin with.
#[server(prefix = "/fn", endpoint = "backoffice/delivery/rates")]
pub async fn set_delivery_rates(
    method: String,
    version: i64,
    #[server(default)] fields: RateFields,
    #[server(default)] intent: String,
) -> Result<(), AppFailure> {
    use site::told::with_query;

    use crate::{
        delivery::{LOOK, RATES},
        products::lead,
    };

    let is_look = intent == LOOK;
    let screen = super::screen_of(&method);
    let done = if is_look {
        format!("{}#{LOOK}", with_query(&screen, &[("form", RATES), (LOOK, "1")]))
    } else {
        with_query(&screen, &[("done", "delivery-rates")])
    };
    lead::on_to(act(method, version, &fields, is_look).await, &with_query(&screen, &[("form", RATES)]), |()| done)
}

#[cfg(feature = "ssr")]
async fn act(method: String, version: i64, fields: &RateFields, is_look: bool) -> Result<(), AppFailure> {
    use domain::{accounts::Permission, backoffice::SetDeliveryRatesRequest};
    use services::{backoffice, orders::delivery::staff};

    let asker = crate::asker::staff()?;
    // Who may not set any is not told what is wrong with them.
    site::failure::answer(asker.by.may(Permission::SetDelivery))?;
    let form = super::kept_as(crate::delivery::RATES, &method);
    let set = async {
        let rates = fields.read().map_err(site::failure::told)?;
        if is_look {
            return Ok(());
        }
        let request = SetDeliveryRatesRequest { method, version, rates };
        site::failure::answer(staff::set_rates(&asker.shop, asker.by, &request).await)
    }
    .await;
    if set.is_err() || is_look {
        backoffice::keep_entered(&asker.shop, asker.by, Permission::SetDelivery, &form, fields).await;
    }
    set
}
