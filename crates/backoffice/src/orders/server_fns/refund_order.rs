use domain::ids::{OrderId, PaymentId};
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::orders::{OrderScreen, RefundFields};

/// Gives money back: all that is left, an amount, or what pieces cost.
#[server(prefix = "/fn", endpoint = "backoffice/orders/refund")]
pub async fn refund_order(
    order: OrderId,
    version: i64,
    key: Uuid,
    payment: PaymentId,
    #[server(default)] money: RefundFields,
    back: String,
) -> Result<OrderScreen, AppFailure> {
    use domain::backoffice::RefundRequest;

    let fields = [
        ("what", money.what.as_str()),
        ("amount", money.amount.as_str()),
        ("reason", money.reason.as_str()),
        ("remark", money.remark.as_str()),
    ];
    let form = crate::orders::lead::Form { name: "refund", done: "refunded", back: &back, fields: &fields };
    let request = money.read().map(|(what, reason)| {
        let remark = money.remark.trim().to_owned();
        RefundRequest { order, version, key, payment, what, reason, remark }
    });
    form.lead(match request {
        Ok(request) => refund(&request).await,
        Err(failure) => Err(AppFailure(failure)),
    })
}

#[cfg(feature = "ssr")]
async fn refund(request: &domain::backoffice::RefundRequest) -> Result<OrderScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::orders::refund(&asker.shop, asker.by, request).await)?;
    crate::orders::lead::screen(&asker, request.order).await
}
