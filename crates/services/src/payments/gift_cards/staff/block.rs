use domain::{
    accounts::Permission,
    backoffice::{BlockGiftCardRequest, StaffRefusal, check_card_reason},
};
use serde_json::json;

use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Blocks a card, so that nothing more can be paid with it, or sets it free again. What orders have paid with it stays paid, and what they give back comes
/// onto it all the same. As it is already, nothing is done. For staff who may [`Permission::HandleGiftCards`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a card; [`Error::Invalid`] for `reason`; [`StaffRefusal::Changed`] when it was
/// blocked or set free since.
pub async fn block(shop: &Shop, by: impl Into<Acting>, request: &BlockGiftCardRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::HandleGiftCards)?;
    let mut transaction = shop.begin().await?;
    let held = sqlx::query!(
        r#"SELECT version, blocked_at IS NOT NULL AS "blocked!", balance FROM payments_gift_cards WHERE id = $1 FOR UPDATE"#,
        request.card
    )
    .fetch_optional(&mut *transaction)
    .await?
    .ok_or(Error::NotFound)?;
    // A form that is sent twice does its work once.
    if held.blocked == request.blocked {
        return Ok(());
    }
    if held.version != request.version {
        return Err(Error::refused(StaffRefusal::Changed { version: held.version }));
    }
    if let Some(error) = check_card_reason(&request.reason) {
        return Err(Error::Invalid(vec![error]));
    }
    let reason = request.reason.trim();
    sqlx::query!(
        "UPDATE payments_gift_cards
         SET blocked_at = CASE WHEN $2 THEN clock_timestamp() END, blocked_reason = CASE WHEN $2 THEN $3 ELSE '' END WHERE id = $1",
        request.card,
        request.blocked,
        reason
    )
    .execute(&mut *transaction)
    .await?;
    let action = if request.blocked { "gift_card.block" } else { "gift_card.unblock" };
    let entry = Entry {
        action,
        subject: &request.card.to_string(),
        before: json!({ "blocked": held.blocked }),
        after: json!({ "blocked": request.blocked, "reason": reason, "balance": held.balance }),
    };
    audit_log::write(&mut transaction, by, entry).await?;
    transaction.commit().await?;
    Ok(())
}
