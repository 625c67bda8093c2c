use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::orders::SavedScreen;

/// The searches that whoever asks has kept.
#[server(prefix = "/fn", endpoint = "backoffice/orders/saved", input = GetUrl)]
pub async fn read_saved() -> Result<SavedScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    let searches = site::failure::answer(services::backoffice::orders::saved(&asker.shop, asker.by).await)?;
    Ok(SavedScreen { searches, key: asker.shop.new_key() })
}
