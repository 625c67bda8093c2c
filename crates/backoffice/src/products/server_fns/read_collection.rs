use domain::language::Language;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::products::collections::CollectionScreen;

/// A collection, by the id in the address; with the products that have these words, and with what the asker entered last and could not store, where that is
/// asked for.
#[server(prefix = "/fn", endpoint = "backoffice/collections/read", input = GetUrl)]
pub async fn read_collection(
    language: Language,
    collection: String,
    #[server(default)] entered: bool,
    #[server(default)] words: String,
) -> Result<CollectionScreen, AppFailure> {
    use domain::{failure::Failure, ids::ProductId};
    use services::backoffice::catalogue;
    use uuid::Uuid;

    let asker = crate::asker::staff()?;
    let id: Uuid = collection.parse().map_err(|_| site::failure::told(Failure::NotFound))?;
    let collection = site::failure::answer(catalogue::collections::detail(&asker.shop, asker.by, language, id).await)?;
    let found = site::failure::answer(catalogue::collections::find(&asker.shop, asker.by, language, id, &words).await)?;
    let entered = if entered { catalogue::entered(&asker.shop, asker.by, ProductId(id)).await } else { None };
    Ok(CollectionScreen { collection, entered, found })
}
