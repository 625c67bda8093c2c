use domain::{backoffice::MarkPaidRequest, money::Money};

use crate::{
    error::Result,
    orders::Acting,
    payments::{self, prepayment::TransferOutcome},
    shop::Shop,
};

/// Writes down that the money of an attempt has arrived that no gateway watches, for somebody who saw the order as it is.
///
/// # Errors
/// As of [`payments::mark_received`]; [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when the order has moved on.
pub async fn mark_paid(shop: &Shop, by: impl Into<Acting>, request: &MarkPaidRequest) -> Result<TransferOutcome> {
    let by = by.into().who_saw(request.order, request.version);
    payments::mark_received(shop, by, request.payment.0, Money::rappen(request.amount), request.key).await
}
