use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::products::collections::CollectionFields;

/// Makes a collection.
#[server(prefix = "/fn", endpoint = "backoffice/collections/create")]
pub async fn create_collection(key: Uuid, #[server(default)] fields: CollectionFields) -> Result<(), AppFailure> {
    use site::told::with_query;

    use crate::products::{collections::LIST, lead};

    let failed = with_query(LIST, &[("form", "new")]);
    lead::on_to(act(key, &fields).await, &failed, |()| with_query(&format!("{LIST}/{key}"), &[("done", "collection-created")]))
}

#[cfg(feature = "ssr")]
async fn act(key: Uuid, fields: &CollectionFields) -> Result<(), AppFailure> {
    use domain::{backoffice::NewCollectionRequest, ids::ProductId};
    use services::backoffice::catalogue;

    use crate::products::collections::NEW_FORM;

    let asker = crate::asker::staff()?;
    let made = match fields.read() {
        Ok(content) => {
            let request = NewCollectionRequest { key, content };
            site::failure::answer(catalogue::collections::create(&asker.shop, asker.by, &request).await)
        }
        Err(failure) => Err(AppFailure(failure)),
    };
    if made.is_err() {
        catalogue::keep_entered(&asker.shop, asker.by, ProductId(NEW_FORM), fields).await;
    }
    made
}
