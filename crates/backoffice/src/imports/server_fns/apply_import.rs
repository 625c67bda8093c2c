use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Writes what a file says, all of it or nothing. The background task does it.
#[server(prefix = "/fn", endpoint = "backoffice/imports/apply")]
pub async fn apply_import(id: Uuid, version: i64) -> Result<(), AppFailure> {
    crate::imports::lead::to_import(ask(id, version).await, id)
}

#[cfg(feature = "ssr")]
async fn ask(id: Uuid, version: i64) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::catalogue::imports::apply(&asker.shop, asker.by, (id, version)).await)
}
