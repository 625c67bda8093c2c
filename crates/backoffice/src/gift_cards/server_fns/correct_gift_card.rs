use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Corrects what is on a card: `direction` is `more` or `less`, `amount` in francs.
#[server(prefix = "/fn", endpoint = "backoffice/gift-cards/correct")]
pub async fn correct_gift_card(
    card: Uuid,
    key: Uuid,
    #[server(default)] direction: String,
    #[server(default)] amount: String,
    #[server(default)] reason: String,
    back: String,
) -> Result<(), AppFailure> {
    use domain::backoffice::CorrectGiftCardRequest;

    let fields = [("direction", direction.as_str()), ("amount", amount.as_str()), ("reason", reason.as_str())];
    let form = crate::orders::Form { name: "correct-card", done: "card-corrected", back: &back, fields: &fields };
    // What is no amount is none, which the service refuses at its field, together with whatever else is wrong.
    let rappen = crate::parsed::amount(&amount).unwrap_or(0);
    let change = if direction == "more" { rappen } else { -rappen };
    form.lead(correct(&CorrectGiftCardRequest { key, card, change, reason: reason.clone() }).await)
}

#[cfg(feature = "ssr")]
async fn correct(request: &domain::backoffice::CorrectGiftCardRequest) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::payments::gift_cards::staff::correct(&asker.shop, asker.by, request).await.map(drop))
}
