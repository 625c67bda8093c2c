use domain::{
    accounts::Permission,
    backoffice::{BulkOutcome, BulkShipRequest, MOST_AT_ONCE, ShipRequest},
    failure::{Failure, FieldError},
    orders::TrackingForm,
};

use super::ship;
use crate::{
    error::{Error, Result},
    orders::{self, Acting},
    shop::Shop,
};

/// Gives all that is left of several orders to the carrier, a parcel for each. Each order is an act of its own: one that cannot go leaves the others be,
/// and is answered with the reason.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] for no order or more than [`MOST_AT_ONCE`].
pub async fn bulk_ship(shop: &Shop, by: impl Into<Acting>, request: &BulkShipRequest) -> Result<Vec<BulkOutcome>> {
    let by = by.into();
    by.may(Permission::Fulfil)?;
    if request.orders.is_empty() {
        return Err(Error::Invalid(vec![FieldError::required("orders")]));
    }
    if request.orders.len() > MOST_AT_ONCE {
        return Err(Error::Invalid(vec![FieldError::too_large("orders", u32::try_from(MOST_AT_ONCE).unwrap_or(u32::MAX))]));
    }
    let mut outcomes = Vec::with_capacity(request.orders.len());
    for one in &request.orders {
        let parcel = ShipRequest {
            order: one.order,
            version: one.version,
            key: one.key,
            pieces: Vec::new(),
            tracking: TrackingForm::default(),
            notify: request.notify,
        };
        let failure = ship(shop, by, &parcel).await.err().map(Failure::from);
        // Who reads the answer knows orders by their numbers.
        let number = match orders::number(&shop.pool, one.order.0).await {
            Err(Error::NotFound) => String::new(),
            number => number?,
        };
        outcomes.push(BulkOutcome { order: one.order, number, failure });
    }
    Ok(outcomes)
}
