use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Keeps a search of the table under a name, for whoever asks.
#[server(prefix = "/fn", endpoint = "backoffice/orders/save-search")]
pub async fn save_search(
    key: Uuid,
    #[server(default)] name: String,
    #[server(default)] q: String,
    #[server(default)] state: String,
    #[server(default)] waits: String,
    #[server(default)] sort: String,
    back: String,
) -> Result<(), AppFailure> {
    use domain::backoffice::SaveSearchRequest;

    let form = crate::orders::Form { name: "save-search", done: "search-saved", back: &back, fields: &[("name", &name)] };
    let query = crate::orders::read_query(&q, &state, &waits, &sort);
    form.lead(save(&SaveSearchRequest { key, name: name.clone(), query }).await)
}

#[cfg(feature = "ssr")]
async fn save(request: &domain::backoffice::SaveSearchRequest) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::orders::save_search(&asker.shop, asker.by, request).await)
}
