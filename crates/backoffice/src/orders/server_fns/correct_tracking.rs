use domain::ids::OrderId;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::orders::OrderScreen;

/// Writes a parcel's carrier and number anew, or takes them away. Nobody is written to.
#[server(prefix = "/fn", endpoint = "backoffice/orders/correct-tracking")]
pub async fn correct_tracking(
    order: OrderId,
    version: i64,
    parcel: Uuid,
    #[server(default)] carrier: String,
    #[server(default)] number: String,
    back: String,
) -> Result<OrderScreen, AppFailure> {
    use domain::{
        backoffice::{ParcelRequest, ParcelStep},
        orders::TrackingForm,
    };

    let fields = [("carrier", carrier.as_str()), ("number", number.as_str())];
    let name = crate::orders::parcel_steps::tracking_form(parcel);
    let form = crate::orders::lead::Form { name: &name, done: "corrected", back: &back, fields: &fields };
    let step = ParcelStep::CorrectTracking(TrackingForm { carrier: carrier.clone(), number: number.clone() });
    form.lead(super::report_parcel::report(&ParcelRequest { order, version, parcel, step }).await)
}
