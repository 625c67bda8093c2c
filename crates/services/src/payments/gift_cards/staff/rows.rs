//! Gift cards as the staff's screens show them.

use chrono::{DateTime, Utc};
use domain::backoffice::{GiftCardBlock, GiftCardRow, GiftCardState};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    newest::Cursor,
};

/// Which rows to read.
#[derive(Debug, Default)]
pub(super) struct Wanted<'a> {
    /// This card alone.
    pub card: Option<Uuid>,
    /// Codes with this end; empty for all.
    pub ending: &'a str,
    /// Where they stand.
    pub state: Option<GiftCardState>,
    /// Those that come after this one.
    pub after: Option<Cursor>,
    /// Rows at most.
    pub most: i64,
}

/// A card with what the screens show of it beside its row.
pub(super) struct Found {
    pub row: GiftCardRow,
    pub version: i64,
    pub block: Option<GiftCardBlock>,
}

struct Read {
    id: Uuid,
    ending: String,
    balance: i64,
    issued: i64,
    state: String,
    expires_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    version: i64,
    blocked_at: Option<DateTime<Utc>>,
    blocked_reason: String,
}

/// The rows, the newest first.
pub(super) async fn rows(connection: &mut PgConnection, wanted: &Wanted<'_>) -> Result<Vec<Found>> {
    let rows = sqlx::query_as!(
        Read,
        r#"SELECT id, ending, balance, expires_at, created_at, version, blocked_at, blocked_reason,
                  payments_gift_card_state(card) AS "state!",
                  (SELECT coalesce(sum(amount), 0) FROM payments_gift_card_movements AS movement
                   WHERE movement.card_id = card.id AND movement.kind = 'issue')::bigint AS "issued!"
           FROM payments_gift_cards AS card
           WHERE ($1::uuid IS NULL OR id = $1)
             AND ($2 = '' OR right(ending, length($2)) = $2)
             AND ($3 = '' OR payments_gift_card_state(card) = $3)
             AND ($4::timestamptz IS NULL OR (created_at, id) < ($4, $5::uuid))
           ORDER BY created_at DESC, id DESC LIMIT $6"#,
        wanted.card,
        wanted.ending,
        wanted.state.map(GiftCardState::code).unwrap_or_default(),
        wanted.after.map(|after| after.at),
        wanted.after.map(|after| after.id),
        wanted.most
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(found).collect()
}

fn found(row: Read) -> Result<Found> {
    let state = GiftCardState::from_code(&row.state).ok_or_else(|| Error::Data(format!("gift card state {}", row.state)))?;
    let reason = row.blocked_reason;
    Ok(Found {
        row: GiftCardRow {
            id: row.id,
            ending: row.ending,
            balance: row.balance,
            issued: row.issued,
            state,
            expires_at: row.expires_at,
            at: row.created_at,
        },
        version: row.version,
        block: row.blocked_at.map(|at| GiftCardBlock { reason, at }),
    })
}
