use domain::backoffice::{GiftCardList, GiftCardQuery};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// A page of the table.
#[server(prefix = "/fn", endpoint = "backoffice/gift-cards", input = GetUrl)]
pub async fn read_gift_cards(#[server(default)] query: GiftCardQuery) -> Result<GiftCardList, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::payments::gift_cards::staff::list(&asker.shop, asker.by, &query).await)
}
