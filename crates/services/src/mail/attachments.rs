//! Files that go out with a mail: stored with it, so that every retry sends the same bytes.

use gateways::mail::Attachment;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{error::Result, pool::Pool};

/// A file for a mail.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attached<'a> {
    pub file_name: &'a str,
    pub content_type: &'a str,
    pub content: &'a [u8],
}

/// Adds a file to the mail of this key, in the transaction that writes the mail. A mail that was there before keeps what it has.
pub(super) async fn attach(connection: &mut PgConnection, dedupe_key: &str, file: Attached<'_>) -> Result<()> {
    sqlx::query!(
        r#"INSERT INTO mail_attachments (mail_id, position, file_name, content_type, content)
           SELECT id, 1, $2, $3, $4 FROM mail_outbox WHERE dedupe_key = $1 AND state = 'waiting' ON CONFLICT DO NOTHING"#,
        dedupe_key,
        file.file_name,
        file.content_type,
        file.content
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The files of a mail, in their order.
pub(super) async fn of_mail(pool: &Pool, mail: Uuid) -> Result<Vec<Attachment>> {
    Ok(sqlx::query_as!(
        Attachment,
        "SELECT file_name, content_type, content FROM mail_attachments WHERE mail_id = $1 ORDER BY position",
        mail
    )
    .fetch_all(pool)
    .await?)
}
