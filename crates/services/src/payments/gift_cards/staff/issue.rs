use domain::{accounts::Permission, backoffice::IssueGiftCardRequest, failure::FieldError};
use uuid::Uuid;

use super::{
    super::{
        NewGiftCard,
        issue::{insert, new_code},
    },
    shown_once,
};
use crate::{
    error::{Error, Result},
    mail::{self, GiftCardMail},
    orders::Acting,
    shop::Shop,
};

/// Issues a card and gives its id. The code is kept for one look by whoever issued it ([`super::take_code`]), and sent to the recipient, if there is one. The
/// same key again is the same card, with the code that it has. For staff who may [`Permission::IssueCodes`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] field by field.
pub async fn issue(shop: &Shop, by: impl Into<Acting>, request: &IssueGiftCardRequest) -> Result<Uuid> {
    let by = by.into();
    by.may(Permission::IssueCodes)?;
    let card = NewGiftCard { amount: request.amount, expires_at: request.expires_at, reason: request.reason.clone() };
    let mut errors = card.check();
    if request.expires_at.is_some_and(|until| until <= shop.clock.now()) {
        errors.push(FieldError::malformed("expires_at"));
    }
    if request.key.is_nil() {
        errors.push(FieldError::required("key"));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    if is_known(shop, request.key).await? {
        return Ok(request.key);
    }
    let code = new_code(shop);
    // Kept before the card is there: a code that nobody could look at would be money that is lost.
    shown_once::keep(shop, by, request.key, &code).await?;
    let mut transaction = shop.begin().await?;
    let mail = request.recipient.as_ref().map(|(recipient, language)| GiftCardMail {
        card: request.key,
        code: code.to_string(),
        amount: request.amount,
        expires_at: request.expires_at,
        recipient,
        language: *language,
    });
    if let Some(mail) = &mail {
        mail::enqueue_gift_card(&mut transaction, shop, mail).await?;
    }
    if !insert(&mut transaction, by, (request.key, &code), &card).await? {
        // The same form, in the same moment: the other one's card and mail count.
        return Ok(request.key);
    }
    transaction.commit().await?;
    tracing::info!(card = %request.key, amount = request.amount, actor = by.actor.code(), "gift card issued");
    shop.work.notify_one();
    Ok(request.key)
}

async fn is_known(shop: &Shop, card: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM payments_gift_cards WHERE id = $1) AS "known!""#, card)
        .fetch_one(&shop.pool)
        .await?)
}
