use leptos::prelude::*;
use site::failure::AppFailure;

/// Puts the collections into another order: their ids as the screen showed them and as they shall be, parted by commas.
#[server(prefix = "/fn", endpoint = "backoffice/collections/reorder")]
pub async fn reorder_collections(shown: String, order: String) -> Result<(), AppFailure> {
    use crate::products::{collections::LIST, lead};

    lead::back_to(act(&shown, &order).await, LIST, "collections-ordered", &[])
}

#[cfg(feature = "ssr")]
async fn act(shown: &str, order: &str) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    // What is no id is none of the collections.
    let ids = |text: &str| text.split(',').map(|id| id.parse().unwrap_or_default()).collect();
    let request = domain::backoffice::MoveCollectionRequest { shown: ids(shown), order: ids(order) };
    site::failure::answer(services::backoffice::catalogue::collections::reorder(&asker.shop, asker.by, &request).await)
}
