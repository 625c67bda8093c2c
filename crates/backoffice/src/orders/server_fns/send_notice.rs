use domain::ids::OrderId;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::orders::OrderScreen;

/// Sends the mail about a parcel that was looked at; a second time on purpose only. Leads to the order, or back to the mail when it was not sent.
#[server(prefix = "/fn", endpoint = "backoffice/orders/send-notice")]
pub async fn send_notice(
    order: OrderId,
    version: i64,
    key: Uuid,
    parcel: Uuid,
    #[server(default)] again: String,
    back: String,
) -> Result<OrderScreen, AppFailure> {
    use domain::backoffice::NotifyRequest;
    use site::{plain_form, told::with_query};

    let request = NotifyRequest { order, version, parcel, key, again: !again.is_empty() };
    let screen = crate::back::ours(&back);
    let (path, query) = screen.split_once('?').unwrap_or((&screen, ""));
    let mail = if query.is_empty() { format!("{path}/notice/{parcel}") } else { format!("{path}/notice/{parcel}?{query}") };
    plain_form::lead(send(&request).await, &mail, |_| with_query(&screen, &[("done", "notified")]))
}

#[cfg(feature = "ssr")]
async fn send(request: &domain::backoffice::NotifyRequest) -> Result<OrderScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::orders::notify(&asker.shop, asker.by, request).await)?;
    crate::orders::lead::screen(&asker, request.order).await
}
