use chrono::{DateTime, Utc};
use domain::{
    accounts::Permission,
    backoffice::{MailList, MailQuery, MailRow, MailState},
};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    newest::Cursor,
    orders::Acting,
    pages::cut,
    shop::Shop,
};

/// A mail as it stands in the outbox.
pub(super) struct Row {
    pub id: Uuid,
    pub kind: String,
    pub recipient: String,
    pub state: String,
    pub attempts: i32,
    pub next_attempt_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    pub last_error: String,
}

impl Row {
    /// For a screen.
    pub fn shown(self) -> Result<MailRow> {
        let state = MailState::from_code(&self.state).ok_or_else(|| Error::Data(format!("mail state {}", self.state)))?;
        Ok(MailRow {
            id: self.id,
            kind: self.kind,
            state,
            attempts: u32::try_from(self.attempts).unwrap_or(0),
            next_attempt_at: Some(self.next_attempt_at).filter(|_| state == MailState::Waiting),
            created_at: self.created_at,
            sent_at: self.sent_at,
            last_error: self.last_error,
            may_retry: state == MailState::Parked && !self.recipient.is_empty(),
            recipient: self.recipient,
        })
    }
}

/// A page of the outbox, the newest mail first. A page begins after the last row of the one before, so no mail is shown twice or left out. For staff who
/// may [`Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn list(shop: &Shop, by: impl Into<Acting>, query: &MailQuery) -> Result<MailList> {
    by.into().may(Permission::SeeOrders)?;
    let after = Cursor::read(query.after.as_deref());
    let mut search = shop.begin_search().await?;
    let mut rows = sqlx::query_as!(
        Row,
        r#"SELECT id, kind, recipient, state, attempts, next_attempt_at, created_at, sent_at, last_error FROM mail_outbox
           WHERE ($1 = '' OR state = $1) AND ($2 = '' OR starts_with(lower(recipient), $2))
             AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4::uuid))
           ORDER BY created_at DESC, id DESC LIMIT $5"#,
        query.state.map(MailState::code).unwrap_or_default(),
        query.words(),
        after.map(|after| after.at),
        after.map(|after| after.id),
        // One more than is shown says whether there is another page.
        i64::from(query.rows()) + 1
    )
    .fetch_all(&mut *search)
    .await?;
    search.rollback().await?;
    let next = cut(&mut rows, query.rows(), |row| Cursor { at: row.created_at, id: row.id }.write());
    Ok(MailList { rows: rows.into_iter().map(Row::shown).collect::<Result<_>>()?, next })
}
