use domain::language::Language;
use sqlx::PgConnection;
use uuid::Uuid;

use super::render::Rendered;
use crate::{error::Result, shop::Shop};

/// What a mail is about and to whom.
pub(super) struct Envelope<'a> {
    /// `<event>/<id>`: a second mail with the same key is not written.
    pub dedupe_key: String,
    pub kind: &'a str,
    /// The order it is about, if it is about one.
    pub order: Option<Uuid>,
    pub recipient: &'a str,
    pub language: Language,
    /// Whether its bodies are forgotten as soon as it is sent.
    pub secret: bool,
}

/// Writes a mail into the outbox, in the transaction that causes it.
pub(super) async fn enqueue(connection: &mut PgConnection, shop: &Shop, envelope: &Envelope<'_>, mail: &Rendered) -> Result<()> {
    sqlx::query!(
        r#"INSERT INTO mail_outbox (id, dedupe_key, kind, order_id, recipient, language, subject, html, body_text, secret)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (dedupe_key) DO NOTHING"#,
        shop.new_id(),
        envelope.dedupe_key,
        envelope.kind,
        envelope.order,
        envelope.recipient,
        envelope.language.code(),
        mail.subject,
        mail.html,
        mail.text,
        envelope.secret
    )
    .execute(connection)
    .await?;
    Ok(())
}
