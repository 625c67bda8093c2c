use chrono::{DateTime, Utc};
use domain::{
    accounts::Permission,
    backoffice::{LONGEST_NOTE, NoteRequest, StaffRefusal},
    failure::FieldError,
    ids::AccountId,
};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::{Acting, lock::lock};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    shop::Shop,
};

/// Writes a note about an order for colleagues. The same key again is the same note. For staff who may [`Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] for `text` or `key`; [`Error::NotFound`] without such an order;
/// [`StaffRefusal::RequestReused`] for the key of another note.
pub async fn add_note(shop: &Shop, by: impl Into<Acting>, request: &NoteRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::SeeOrders)?;
    let text = checked(request)?;
    let mut transaction = shop.begin().await?;
    let order = lock(&mut transaction, request.order.0).await?;
    let made = sqlx::query!(
        "INSERT INTO orders_notes (id, order_id, text, actor) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
        request.key,
        order.id,
        text,
        by.actor.code()
    )
    .execute(&mut *transaction)
    .await?;
    if made.rows_affected() == 0 {
        let known = sqlx::query!("SELECT order_id, text FROM orders_notes WHERE id = $1", request.key).fetch_one(&mut *transaction).await?;
        let is_same = (known.order_id, known.text.as_str()) == (order.id, text);
        return if is_same { Ok(()) } else { Err(Error::refused(StaffRefusal::RequestReused)) };
    }
    // Its words stay with the order: they may be about people, and what is in the audit log stays.
    let after = json!({ "note": request.key, "characters": text.chars().count() });
    audit_log::write(&mut transaction, by, Entry { action: "order.note", subject: &order.number, before: json!({}), after }).await?;
    transaction.commit().await?;
    Ok(())
}

fn checked(request: &NoteRequest) -> Result<&str> {
    let text = request.text.trim();
    let mut errors = Vec::new();
    if text.is_empty() {
        errors.push(FieldError::required("text"));
    }
    if text.chars().count() > LONGEST_NOTE {
        errors.push(FieldError::too_long("text", LONGEST_NOTE));
    }
    if request.key.is_nil() {
        errors.push(FieldError::required("key"));
    }
    if errors.is_empty() { Ok(text) } else { Err(Error::Invalid(errors)) }
}

/// A note as it is stored.
pub(crate) struct Note {
    pub id: Uuid,
    pub text: String,
    pub actor: String,
    pub at: DateTime<Utc>,
}

/// The notes about an order, oldest first.
pub(crate) async fn notes(connection: &mut PgConnection, order: Uuid) -> Result<Vec<Note>> {
    Ok(sqlx::query_as!(Note, "SELECT id, text, actor, at FROM orders_notes WHERE order_id = $1 AND text <> '' ORDER BY at, id", order)
        .fetch_all(connection)
        .await?)
}

/// Takes the words out of what was written about an account's orders.
pub(crate) async fn forget_notes(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!(
        "UPDATE orders_notes SET text = '' WHERE text <> '' AND order_id IN (SELECT id FROM orders WHERE account_id = $1)",
        account.0
    )
    .execute(connection)
    .await?;
    Ok(())
}
