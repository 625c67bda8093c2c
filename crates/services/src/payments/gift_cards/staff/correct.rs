use domain::{
    accounts::Permission,
    backoffice::{CorrectGiftCardRequest, StaffRefusal},
};
use serde_json::json;
use sqlx::PgConnection;

use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Corrects what is on a card by a movement with a reason, and answers with what is on it then. What orders have taken meanwhile stays theirs: taking away
/// more than is on it is refused. For staff who may [`Permission::CorrectGiftCards`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a card; [`Error::Invalid`] for `amount` or `reason`;
/// [`StaffRefusal::GiftCardBelowZero`]; [`StaffRefusal::RequestReused`] if the key was used for something else.
pub async fn correct(shop: &Shop, by: impl Into<Acting>, request: &CorrectGiftCardRequest) -> Result<i64> {
    let by = by.into();
    by.may(Permission::CorrectGiftCards)?;
    let mut transaction = shop.begin().await?;
    let balance = sqlx::query_scalar!("SELECT balance FROM payments_gift_cards WHERE id = $1 FOR UPDATE", request.card)
        .fetch_optional(&mut *transaction)
        .await?
        .ok_or(Error::NotFound)?;
    let errors = request.check();
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    if is_booked(&mut transaction, request).await? {
        return Ok(balance);
    }
    let after = balance.checked_add(request.change).filter(|after| *after >= 0);
    let Some(after) = after else { return Err(Error::refused(StaffRefusal::GiftCardBelowZero { balance })) };
    let booked = write(&mut transaction, by, request).await;
    if let Err(error) = &booked
        && error.constraint() == Some("payments_gift_card_movements_act_once")
    {
        // The same key in the same moment, for another card.
        return Err(Error::refused(StaffRefusal::RequestReused));
    }
    booked?;
    let entry = Entry {
        action: "gift_card.correct",
        subject: &request.card.to_string(),
        before: json!({ "balance": balance }),
        after: json!({ "balance": after, "change": request.change, "reason": request.reason.trim() }),
    };
    audit_log::write(&mut transaction, by, entry).await?;
    transaction.commit().await?;
    tracing::info!(card = %request.card, change = request.change, actor = by.actor.code(), "gift card corrected");
    Ok(after)
}

/// Whether this correction was booked before.
async fn is_booked(connection: &mut PgConnection, request: &CorrectGiftCardRequest) -> Result<bool> {
    let known = sqlx::query!("SELECT card_id, amount, reason FROM payments_gift_card_movements WHERE act_key = $1", request.key)
        .fetch_optional(connection)
        .await?;
    match known {
        None => Ok(false),
        Some(known) if known.card_id == request.card && known.amount == request.change && known.reason == request.reason.trim() => Ok(true),
        Some(_) => Err(Error::refused(StaffRefusal::RequestReused)),
    }
}

/// The movement; the database moves the balance with it, and refuses one below zero.
async fn write(connection: &mut PgConnection, by: Acting, request: &CorrectGiftCardRequest) -> Result<()> {
    sqlx::query!(
        "INSERT INTO payments_gift_card_movements (card_id, kind, amount, reason, staff, act_key) VALUES ($1, 'correct', $2, $3, $4, $5)",
        request.card,
        request.change,
        request.reason.trim(),
        by.actor.account().map(|account| account.0),
        request.key
    )
    .execute(connection)
    .await?;
    Ok(())
}
