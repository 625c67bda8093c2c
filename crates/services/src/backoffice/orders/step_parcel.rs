use domain::{
    backoffice::{ParcelRequest, ParcelStep},
    orders::ParcelView,
};

use crate::{
    error::Result,
    orders::{Acting, fulfilment},
    shop::Shop,
};

/// Writes down what became of a parcel, or its carrier and number anew, for somebody who saw the order as it is.
///
/// # Errors
/// As of [`fulfilment::report`] and [`fulfilment::correct_tracking`]; [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when the order
/// has moved on.
pub async fn step_parcel(shop: &Shop, by: impl Into<Acting>, request: &ParcelRequest) -> Result<ParcelView> {
    let by = by.into().who_saw(request.order, request.version);
    match &request.step {
        ParcelStep::Report(event) => fulfilment::report(shop, by, request.parcel, *event).await,
        ParcelStep::CorrectTracking(form) => fulfilment::correct_tracking(shop, by, request.parcel, form).await,
    }
}
