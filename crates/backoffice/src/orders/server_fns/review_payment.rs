use domain::{
    ids::{OrderId, PaymentId},
    payments::Review,
};
use leptos::prelude::*;
use site::failure::AppFailure;

use crate::orders::OrderScreen;

/// Leads a payment out of quarantine.
#[server(prefix = "/fn", endpoint = "backoffice/orders/review-payment")]
pub async fn review_payment(
    order: OrderId,
    version: i64,
    payment: PaymentId,
    decision: Review,
    #[server(default)] remark: String,
    back: String,
) -> Result<OrderScreen, AppFailure> {
    use domain::backoffice::ReviewRequest;

    let name = crate::orders::review::form(decision, payment);
    let form = crate::orders::lead::Form { name: &name, done: "reviewed", back: &back, fields: &[("remark", &remark)] };
    let remark = remark.trim().to_owned();
    form.lead(decide(&ReviewRequest { order, version, payment, decision, remark }).await)
}

#[cfg(feature = "ssr")]
async fn decide(request: &domain::backoffice::ReviewRequest) -> Result<OrderScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::orders::review(&asker.shop, asker.by, request).await)?;
    crate::orders::lead::screen(&asker, request.order).await
}
