use leptos::prelude::*;
use site::failure::AppFailure;

/// Puts the categories of one level into another order: their ids as the screen showed them and as they shall be, parted by commas.
#[server(prefix = "/fn", endpoint = "backoffice/categories/reorder")]
pub async fn reorder_categories(shown: String, order: String) -> Result<(), AppFailure> {
    use crate::products::{categories::TREE, lead};

    lead::back_to(act(&shown, &order).await, TREE, "categories-ordered", &[])
}

#[cfg(feature = "ssr")]
async fn act(shown: &str, order: &str) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    // What is no id is none of the categories.
    let ids = |text: &str| text.split(',').map(|id| id.parse().unwrap_or_default()).collect();
    let request = domain::backoffice::MoveCategoryRequest { shown: ids(shown), order: ids(order) };
    site::failure::answer(services::backoffice::catalogue::tree::reorder(&asker.shop, asker.by, &request).await)
}
