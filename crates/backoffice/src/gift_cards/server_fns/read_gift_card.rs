use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::gift_cards::GiftCardScreen;

/// A card with a page of its movements, by the id in the address; with its code for whoever has just issued it, once.
#[server(prefix = "/fn", endpoint = "backoffice/gift-cards/read", input = GetUrl)]
pub async fn read_gift_card(card: String, #[server(default)] before: String) -> Result<GiftCardScreen, AppFailure> {
    use services::payments::gift_cards::staff;
    use site::failure::answer;

    let asker = crate::asker::staff()?;
    // What is no id is nobody's: the service says so to those who may ask. What is no number asks for the newest.
    let id = card.parse().unwrap_or_default();
    let card = answer(staff::detail(&asker.shop, asker.by, id, before.parse().ok()).await)?;
    let code = answer(staff::take_code(&asker.shop, asker.by, id).await)?;
    Ok(GiftCardScreen { card, code, key: asker.shop.new_key() })
}
