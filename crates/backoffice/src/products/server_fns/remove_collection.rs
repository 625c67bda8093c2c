use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Removes a collection; its products stay.
#[server(prefix = "/fn", endpoint = "backoffice/collections/remove")]
pub async fn remove_collection(collection: Uuid, version: i64) -> Result<(), AppFailure> {
    use site::told::with_query;

    use crate::products::{collections::LIST, lead};

    lead::on_to(act(collection, version).await, &format!("{LIST}/{collection}"), |()| with_query(LIST, &[("done", "collection-removed")]))
}

#[cfg(feature = "ssr")]
async fn act(collection: Uuid, version: i64) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    let request = domain::backoffice::RemoveCollectionRequest { collection, version };
    site::failure::answer(services::backoffice::catalogue::collections::remove(&asker.shop, asker.by, &request).await)
}
