use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::products::collections::CollectionFields;

/// Stores a collection as it is written. What cannot be stored is kept for the form to begin with.
#[server(prefix = "/fn", endpoint = "backoffice/collections/save")]
pub async fn save_collection(collection: Uuid, version: i64, #[server(default)] fields: CollectionFields) -> Result<(), AppFailure> {
    use crate::products::{collections::LIST, lead};

    let id = collection.to_string();
    lead::back_to(act(collection, version, &fields).await, &format!("{LIST}/{id}"), "collection-saved", &[("form", &id)])
}

#[cfg(feature = "ssr")]
async fn act(collection: Uuid, version: i64, fields: &CollectionFields) -> Result<(), AppFailure> {
    use domain::{backoffice::SaveCollectionRequest, ids::ProductId};
    use services::backoffice::catalogue;

    let asker = crate::asker::staff()?;
    let saved = match fields.read() {
        Ok(content) => {
            let request = SaveCollectionRequest { collection, version, content };
            site::failure::answer(catalogue::collections::save(&asker.shop, asker.by, &request).await)
        }
        Err(failure) => Err(AppFailure(failure)),
    };
    if saved.is_err() {
        catalogue::keep_entered(&asker.shop, asker.by, ProductId(collection), fields).await;
    }
    saved
}
