use domain::{accounts::Permission, backoffice::MOST_RETRIED, failure::FieldError};
use serde_json::json;
use uuid::Uuid;

use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Lets mails go out after all that are parked, and tells how many that were. What is not parked stays as it is, so that nothing is sent twice: a mail
/// keeps its key, under which the provider takes it once. For staff who may [`Permission::SeeOrders`]: what the mails say was decided when they were
/// written.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] for `mails` where there are none, or more than [`MOST_RETRIED`].
pub async fn retry(shop: &Shop, by: impl Into<Acting>, mails: &[Uuid]) -> Result<u32> {
    let by = by.into();
    by.may(Permission::SeeOrders)?;
    if mails.is_empty() {
        return Err(Error::Invalid(vec![FieldError::required("mails")]));
    }
    if mails.len() > MOST_RETRIED {
        let most = u32::try_from(MOST_RETRIED).unwrap_or(u32::MAX);
        return Err(Error::Invalid(vec![FieldError::too_large("mails", most)]));
    }
    let mut transaction = shop.begin().await?;
    // Locked in the order of their ids, as by whoever else does the same.
    let parked = sqlx::query!(
        r#"SELECT id, attempts FROM mail_outbox WHERE id = ANY($1) AND state = 'parked' AND recipient <> '' ORDER BY id FOR UPDATE"#,
        mails
    )
    .fetch_all(&mut *transaction)
    .await?;
    let ids: Vec<Uuid> = parked.iter().map(|mail| mail.id).collect();
    sqlx::query!(
        "UPDATE mail_outbox SET state = 'waiting', attempts = 0, next_attempt_at = now(), claimed_until = NULL WHERE id = ANY($1)",
        &ids
    )
    .execute(&mut *transaction)
    .await?;
    for mail in &parked {
        let (before, after) = (json!({ "state": "parked", "attempts": mail.attempts }), json!({ "state": "waiting" }));
        audit_log::write(&mut transaction, by, Entry { action: "mail.retry", subject: &mail.id.to_string(), before, after }).await?;
    }
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(u32::try_from(ids.len()).unwrap_or(u32::MAX))
}
