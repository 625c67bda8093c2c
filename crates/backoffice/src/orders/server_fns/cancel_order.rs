use domain::ids::OrderId;
use leptos::prelude::*;
use site::failure::AppFailure;

use crate::orders::OrderScreen;

/// Calls an order off that is not paid.
#[server(prefix = "/fn", endpoint = "backoffice/orders/cancel")]
pub async fn cancel_order(order: OrderId, version: i64, back: String) -> Result<OrderScreen, AppFailure> {
    use domain::backoffice::CancelRequest;

    let form = crate::orders::lead::Form { name: "cancel", done: "cancelled", back: &back, fields: &[] };
    form.lead(cancel(&CancelRequest { order, version }).await)
}

#[cfg(feature = "ssr")]
async fn cancel(request: &domain::backoffice::CancelRequest) -> Result<OrderScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::orders::cancel(&asker.shop, asker.by, request).await)?;
    crate::orders::lead::screen(&asker, request.order).await
}
