use domain::backoffice::ReviewRequest;

use crate::{
    error::Result,
    orders::Acting,
    payments::{self, Outcome},
    shop::Shop,
};

/// Leads a payment out of quarantine, for somebody who saw the order as it is.
///
/// # Errors
/// As of [`payments::review`]; [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when the order has moved on.
pub async fn review(shop: &Shop, by: impl Into<Acting>, request: &ReviewRequest) -> Result<Outcome> {
    let by = by.into().who_saw(request.order, request.version);
    payments::review(shop, by, request.payment, request.decision, &request.remark).await
}
