use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::gift_cards::GiftCardFields;

/// Issues a card and leads to it.
#[server(prefix = "/fn", endpoint = "backoffice/gift-cards/issue")]
pub async fn issue_gift_card(key: Uuid, #[server(default)] fields: GiftCardFields, back: String) -> Result<Uuid, AppFailure> {
    use crate::gift_cards::query::TABLE;

    let entered = [
        ("amount", fields.amount.as_str()),
        ("expires_at", fields.expires_at.as_str()),
        ("reason", fields.reason.as_str()),
        ("recipient", fields.recipient.as_str()),
        ("language", fields.language.as_str()),
    ];
    let form = crate::orders::Form { name: "new-card", done: "card-issued", back: &back, fields: &entered };
    form.lead_on(issue(key, &fields).await, |card| format!("{TABLE}/{card}"))
}

#[cfg(feature = "ssr")]
async fn issue(key: Uuid, fields: &GiftCardFields) -> Result<Uuid, AppFailure> {
    let asker = crate::asker::staff()?;
    // Whether they may comes before what is wrong with it.
    site::failure::answer(asker.by.may(domain::accounts::Permission::IssueCodes))?;
    let request = fields.read(key).map_err(AppFailure)?;
    site::failure::answer(services::payments::gift_cards::staff::issue(&asker.shop, asker.by, &request).await)
}
