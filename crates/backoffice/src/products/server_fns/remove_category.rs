use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Removes a category that holds nothing.
#[server(prefix = "/fn", endpoint = "backoffice/categories/remove")]
pub async fn remove_category(category: Uuid, version: i64) -> Result<(), AppFailure> {
    use site::told::with_query;

    use crate::products::{categories::TREE, lead};

    lead::on_to(act(category, version).await, &format!("{TREE}/{category}"), |()| with_query(TREE, &[("done", "category-removed")]))
}

#[cfg(feature = "ssr")]
async fn act(category: Uuid, version: i64) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    let request = domain::backoffice::RemoveCategoryRequest { category, version };
    site::failure::answer(services::backoffice::catalogue::tree::remove(&asker.shop, asker.by, &request).await)
}
