use domain::ids::{OrderId, PaymentId};
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::orders::OrderScreen;

/// Notes money that no gateway watches.
#[server(prefix = "/fn", endpoint = "backoffice/orders/mark-paid")]
pub async fn mark_paid(
    order: OrderId,
    version: i64,
    key: Uuid,
    payment: PaymentId,
    #[server(default)] amount: String,
    back: String,
) -> Result<OrderScreen, AppFailure> {
    use domain::backoffice::MarkPaidRequest;

    let form = crate::orders::lead::Form { name: "mark-paid", done: "paid", back: &back, fields: &[("amount", &amount)] };
    let request = crate::parsed::amount_field(&amount).map(|amount| MarkPaidRequest { order, version, key, payment, amount });
    form.lead(match request {
        Ok(request) => mark(&request).await,
        Err(failure) => Err(AppFailure(failure)),
    })
}

#[cfg(feature = "ssr")]
async fn mark(request: &domain::backoffice::MarkPaidRequest) -> Result<OrderScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::orders::mark_paid(&asker.shop, asker.by, request).await)?;
    crate::orders::lead::screen(&asker, request.order).await
}
