use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;
use uuid::Uuid;

/// The id of a card that is issued next: what is sent twice is issued once.
#[server(prefix = "/fn", endpoint = "backoffice/gift-cards/new", input = GetUrl)]
pub async fn read_new_gift_card() -> Result<Uuid, AppFailure> {
    let asker = crate::asker::staff()?;
    let may = std::future::ready(asker.by.may(domain::accounts::Permission::IssueCodes));
    site::failure::answer(may.await)?;
    Ok(asker.shop.new_id())
}
