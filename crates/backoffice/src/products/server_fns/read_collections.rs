use domain::language::Language;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::products::collections::CollectionsScreen;

/// All collections in their order; with what the asker entered last into the form for a new one and could not store, where that is asked for.
#[server(prefix = "/fn", endpoint = "backoffice/collections", input = GetUrl)]
pub async fn read_collections(language: Language, #[server(default)] entered: bool) -> Result<CollectionsScreen, AppFailure> {
    use domain::ids::ProductId;
    use services::backoffice::catalogue;

    use crate::products::collections::NEW_FORM;

    let asker = crate::asker::staff()?;
    let rows = site::failure::answer(catalogue::collections::list(&asker.shop, asker.by, language).await)?;
    let categories = site::failure::answer(catalogue::categories(&asker.shop, asker.by, language).await)?;
    let entered = if entered { catalogue::entered(&asker.shop, asker.by, ProductId(NEW_FORM)).await } else { None };
    Ok(CollectionsScreen { rows, categories, entered, key: asker.shop.new_id() })
}
