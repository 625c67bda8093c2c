use domain::{
    accounts::Permission,
    backoffice::{MailBody, MailDetail},
    ids::OrderId,
    language::Language,
};
use uuid::Uuid;

use super::list::Row;
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// A mail with what it says, as far as the asker may know: what belongs to an order for those who may [`Permission::SeeOrders`], what does not for those who
/// may [`Permission::SeeAccounts`] as well, and what may let its reader in for nobody.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a mail.
pub async fn detail(shop: &Shop, by: impl Into<Acting>, mail: Uuid) -> Result<MailDetail> {
    let by = by.into();
    by.may(Permission::SeeOrders)?;
    let row = sqlx::query!(
        r#"SELECT id, kind, recipient, state, attempts, next_attempt_at, created_at, sent_at, last_error,
                  language, order_id, secret, subject, body_text,
                  ARRAY(SELECT file_name FROM mail_attachments WHERE mail_id = mail_outbox.id ORDER BY position) AS "files!"
           FROM mail_outbox WHERE id = $1"#,
        mail
    )
    .fetch_optional(&shop.pool)
    .await?
    .ok_or(Error::NotFound)?;
    let body = match hidden(by, row.secret, row.order_id.is_some(), row.body_text.is_empty()) {
        Some(why) => why,
        None => MailBody::Shown { subject: row.subject, text: row.body_text },
    };
    let shown = Row {
        id: row.id,
        kind: row.kind,
        recipient: row.recipient,
        state: row.state,
        attempts: row.attempts,
        next_attempt_at: row.next_attempt_at,
        created_at: row.created_at,
        sent_at: row.sent_at,
        last_error: row.last_error,
    };
    Ok(MailDetail {
        row: shown.shown()?,
        language: Language::from_code(&row.language).unwrap_or_default(),
        order: row.order_id.map(OrderId),
        body,
        files: row.files,
    })
}

/// The HTML of a mail, where its text is shown.
///
/// # Errors
/// As of [`detail`]; [`Error::Forbidden`] where the asker may not know what it says; [`Error::NotFound`] where it is forgotten.
pub async fn html(shop: &Shop, by: impl Into<Acting>, mail: Uuid) -> Result<String> {
    let by = by.into();
    by.may(Permission::SeeOrders)?;
    let row = sqlx::query!("SELECT html, secret, order_id FROM mail_outbox WHERE id = $1", mail)
        .fetch_optional(&shop.pool)
        .await?
        .ok_or(Error::NotFound)?;
    match hidden(by, row.secret, row.order_id.is_some(), row.html.is_empty()) {
        None => Ok(row.html),
        Some(MailBody::Forgotten) => Err(Error::NotFound),
        Some(_) => Err(Error::Forbidden),
    }
}

/// Why a body is not shown, if it is not.
fn hidden(by: Acting, secret: bool, of_order: bool, empty: bool) -> Option<MailBody> {
    if secret {
        Some(MailBody::Secret)
    } else if !of_order && by.may(Permission::SeeAccounts).is_err() {
        Some(MailBody::Forbidden)
    } else {
        empty.then_some(MailBody::Forgotten)
    }
}
