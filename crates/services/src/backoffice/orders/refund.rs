use domain::{
    backoffice::{RefundRequest, RefundWhat},
    payments::RefundView,
};

use crate::{error::Result, orders::Acting, payments, shop::Shop};

/// Gives money back, all of it, an amount, or what was paid for some pieces, for somebody who saw the order as it is.
///
/// # Errors
/// As of [`payments::refund`] and [`payments::refund_lines`]; [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when the order has
/// moved on.
pub async fn refund(shop: &Shop, by: impl Into<Acting>, request: &RefundRequest) -> Result<RefundView> {
    let by = by.into().who_saw(request.order, request.version);
    let wanted = |amount| payments::RefundRequest {
        payment: request.payment,
        amount,
        reason: request.reason,
        key: request.key,
        remark: request.remark.clone(),
    };
    match &request.what {
        RefundWhat::All => payments::refund(shop, by, &wanted(None)).await,
        RefundWhat::Amount(amount) => payments::refund(shop, by, &wanted(Some(*amount))).await,
        RefundWhat::Lines(pieces) => payments::refund_lines(shop, by, &wanted(None), pieces).await,
    }
}
