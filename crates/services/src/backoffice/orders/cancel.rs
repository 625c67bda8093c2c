use domain::backoffice::CancelRequest;

use crate::{
    error::Result,
    orders::{self, Acting},
    shop::Shop,
};

/// Calls an order off, as of [`orders::cancel_by_id`], for somebody who saw it as it is. Calling off twice is calling off once.
///
/// # Errors
/// As of [`orders::cancel_by_id`]; [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when the order has moved on.
pub async fn cancel(shop: &Shop, by: impl Into<Acting>, request: &CancelRequest) -> Result<()> {
    orders::cancel_by_id(shop, by.into().who_saw(request.order, request.version), request.order).await
}
