//! Mails hold what people are called and where they live, so they are not kept longer than they are of use.

use std::time::Duration;

use domain::email::Email;
use sqlx::PgConnection;

use crate::{error::Result, pool::Pool};

/// How long a mail that was sent can be looked at; its row stays, so that the same event never makes a second one.
const KEEP: Duration = Duration::from_hours(90 * 24);

/// Mails per statement, so that none holds many locks.
const BATCH: i64 = 1_000;

/// Forgets what mails said that were sent long ago, and tells how many.
pub(crate) async fn forget_old(pool: &Pool) -> Result<u64> {
    let mut forgotten = 0;
    loop {
        let batch = sqlx::query!(
            r#"WITH old AS (
                   SELECT id FROM mail_outbox WHERE state = 'sent' AND (html <> '' OR recipient <> '')
                       AND sent_at < now() - make_interval(secs => $1)
                   ORDER BY sent_at LIMIT $2 FOR UPDATE SKIP LOCKED
               ), files AS (DELETE FROM mail_attachments WHERE mail_id IN (SELECT id FROM old))
               UPDATE mail_outbox SET recipient = '', subject = '', html = '', body_text = '' WHERE id IN (SELECT id FROM old)"#,
            KEEP.as_secs_f64(),
            BATCH
        )
        .execute(pool)
        .await?
        .rows_affected();
        forgotten += batch;
        if batch < BATCH.unsigned_abs() {
            return Ok(forgotten);
        }
    }
}

/// Forgets what mails to somebody said, and to whom they went. One that still waits goes out first.
pub(crate) async fn forget_recipient(connection: &mut PgConnection, recipient: &Email) -> Result<()> {
    sqlx::query!(
        r#"WITH theirs AS (SELECT id FROM mail_outbox WHERE state <> 'waiting' AND lower(recipient) = lower($1)),
               files AS (DELETE FROM mail_attachments WHERE mail_id IN (SELECT id FROM theirs))
           UPDATE mail_outbox SET recipient = '', subject = '', html = '', body_text = '' WHERE id IN (SELECT id FROM theirs)"#,
        recipient.as_str()
    )
    .execute(connection)
    .await?;
    Ok(())
}
