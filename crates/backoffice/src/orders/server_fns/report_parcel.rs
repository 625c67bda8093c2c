use domain::ids::OrderId;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::orders::OrderScreen;

/// Writes down what became of a parcel. Nobody is written to.
#[server(prefix = "/fn", endpoint = "backoffice/orders/report-parcel")]
pub async fn report_parcel(
    order: OrderId,
    version: i64,
    parcel: Uuid,
    #[server(default)] event: String,
    back: String,
) -> Result<OrderScreen, AppFailure> {
    use domain::{
        backoffice::{ParcelRequest, ParcelStep},
        failure::{Failure, FieldError},
        orders::ParcelEvent,
    };

    let name = crate::orders::parcel_steps::report_form(parcel);
    let form = crate::orders::lead::Form { name: &name, done: "reported", back: &back, fields: &[("event", &event)] };
    form.lead(match ParcelEvent::ALL.into_iter().find(|known| known.code() == event) {
        Some(event) => report(&ParcelRequest { order, version, parcel, step: ParcelStep::Report(event) }).await,
        None => Err(AppFailure(Failure::Invalid(vec![FieldError::required("event")]))),
    })
}

#[cfg(feature = "ssr")]
pub(super) async fn report(request: &domain::backoffice::ParcelRequest) -> Result<OrderScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::orders::step_parcel(&asker.shop, asker.by, request).await)?;
    crate::orders::lead::screen(&asker, request.order).await
}
