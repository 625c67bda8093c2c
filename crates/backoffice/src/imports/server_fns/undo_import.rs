use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Takes back what a file wrote, but for what has been changed since. The background task does it.
#[server(prefix = "/fn", endpoint = "backoffice/imports/undo")]
pub async fn undo_import(id: Uuid, version: i64) -> Result<(), AppFailure> {
    crate::imports::lead::to_import(ask(id, version).await, id)
}

#[cfg(feature = "ssr")]
async fn ask(id: Uuid, version: i64) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::catalogue::imports::undo(&asker.shop, asker.by, (id, version)).await)
}
