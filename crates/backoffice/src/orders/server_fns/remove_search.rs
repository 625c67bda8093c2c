use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Keeps a search no longer, if it is whoever asks who has it.
#[server(prefix = "/fn", endpoint = "backoffice/orders/remove-search")]
pub async fn remove_search(search: Uuid, back: String) -> Result<(), AppFailure> {
    let form = crate::orders::Form { name: "remove-search", done: "search-removed", back: &back, fields: &[] };
    form.lead(remove(search).await)
}

#[cfg(feature = "ssr")]
async fn remove(search: Uuid) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::orders::remove_search(&asker.shop, asker.by, search).await)
}
