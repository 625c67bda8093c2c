use domain::{
    accounts::Permission,
    backoffice::ShipRequest,
    orders::{HandOverForm, ParcelView},
};

use crate::{
    error::Result,
    orders::{self, Acting, fulfilment},
    shop::Shop,
};

/// Gives a parcel to the carrier, as of [`fulfilment::hand_over`], for somebody who saw the order as it is.
///
/// # Errors
/// As of [`fulfilment::hand_over`]; [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when the order has moved on.
pub async fn ship(shop: &Shop, by: impl Into<Acting>, request: &ShipRequest) -> Result<ParcelView> {
    let by = by.into();
    by.may(Permission::Fulfil)?;
    let number = orders::number(&shop.pool, request.order.0).await?;
    let form =
        HandOverForm { key: request.key, pieces: request.pieces.clone(), tracking: request.tracking.clone(), notify: request.notify };
    fulfilment::hand_over(shop, by.who_saw(request.order, request.version), &number, &form).await
}
