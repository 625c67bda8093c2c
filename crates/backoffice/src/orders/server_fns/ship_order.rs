use domain::{ids::OrderId, orders::EnteredPieces};
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::orders::OrderScreen;

/// Gives a parcel to the carrier. Nobody is written to: the mail is looked at first.
#[server(prefix = "/fn", endpoint = "backoffice/orders/ship")]
pub async fn ship_order(
    order: OrderId,
    version: i64,
    key: Uuid,
    #[server(default)] pieces: Vec<EnteredPieces>,
    #[server(default)] carrier: String,
    #[server(default)] number: String,
    back: String,
) -> Result<OrderScreen, AppFailure> {
    use domain::orders::TrackingForm;

    let fields = [("carrier", carrier.as_str()), ("number", number.as_str())];
    let form = crate::orders::lead::Form { name: "ship", done: "shipped", back: &back, fields: &fields };
    let tracking = TrackingForm { carrier: carrier.clone(), number: number.clone() };
    form.lead(ship(order, version, key, &pieces, tracking).await)
}

#[cfg(feature = "ssr")]
async fn ship(
    order: OrderId,
    version: i64,
    key: Uuid,
    pieces: &[EnteredPieces],
    tracking: domain::orders::TrackingForm,
) -> Result<OrderScreen, AppFailure> {
    use domain::{
        backoffice::ShipRequest,
        failure::{Failure, FieldError},
    };
    use site::failure::answer;

    let asker = crate::asker::staff()?;
    let pieces = crate::parsed::pieces(pieces).map_err(AppFailure)?;
    // Without pieces the services would send all that is left, and nobody has asked for that here.
    if pieces.is_empty() {
        return Err(AppFailure(Failure::Invalid(vec![FieldError::required("pieces")])));
    }
    let request = ShipRequest { order, version, key, pieces, tracking, notify: false };
    answer(services::backoffice::orders::ship(&asker.shop, asker.by, &request).await)?;
    crate::orders::lead::screen(&asker, order).await
}
