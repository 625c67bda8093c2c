use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Blocks a card, or sets it free.
#[server(prefix = "/fn", endpoint = "backoffice/gift-cards/block")]
pub async fn block_gift_card(
    card: Uuid,
    version: i64,
    blocked: bool,
    #[server(default)] reason: String,
    back: String,
) -> Result<(), AppFailure> {
    use domain::backoffice::BlockGiftCardRequest;

    let done = if blocked { "card-blocked" } else { "card-unblocked" };
    let fields = [("reason", reason.as_str())];
    let form = crate::orders::Form { name: "block-card", done, back: &back, fields: &fields };
    form.lead(block(&BlockGiftCardRequest { card, version, blocked, reason: reason.clone() }).await)
}

#[cfg(feature = "ssr")]
async fn block(request: &domain::backoffice::BlockGiftCardRequest) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::payments::gift_cards::staff::block(&asker.shop, asker.by, request).await)
}
