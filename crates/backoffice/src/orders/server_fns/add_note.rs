use domain::ids::OrderId;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::orders::OrderScreen;

/// Adds a note for colleagues.
#[server(prefix = "/fn", endpoint = "backoffice/orders/note")]
pub async fn add_note(order: OrderId, key: Uuid, #[server(default)] text: String, back: String) -> Result<OrderScreen, AppFailure> {
    use domain::backoffice::NoteRequest;

    let form = crate::orders::lead::Form { name: "note", done: "noted", back: &back, fields: &[("text", &text)] };
    form.lead(add(&NoteRequest { order, key, text: text.clone() }).await)
}

#[cfg(feature = "ssr")]
async fn add(request: &domain::backoffice::NoteRequest) -> Result<OrderScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::orders::add_note(&asker.shop, asker.by, request).await)?;
    crate::orders::lead::screen(&asker, request.order).await
}
