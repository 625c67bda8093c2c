//! SQL of one account, as staff see it.

use chrono::{DateTime, Utc};
use domain::{
    accounts::SessionView,
    address::Address,
    ids::{AccountId, SessionId},
};
use sqlx::{PgConnection, types::Json};

use crate::error::Result;

/// An account that is not erased.
pub(super) struct Facts {
    pub email: String,
    pub language: String,
    pub number: Option<i64>,
    pub verified: bool,
    pub closed_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub newsletter: bool,
    /// Counts the changes of what lets somebody in.
    pub credentials: i64,
}

/// The account; none when there is no such account, or when it is erased.
pub(super) async fn facts(connection: &mut PgConnection, account: AccountId) -> Result<Option<Facts>> {
    Ok(sqlx::query_as!(
        Facts,
        r#"SELECT email AS "email!", language, (SELECT number FROM accounts_buyers WHERE account_id = account.id) AS number,
                  verified_at IS NOT NULL AS "verified!", closed_at, created_at, newsletter, credentials
           FROM accounts AS account WHERE id = $1 AND erased_at IS NULL"#,
        account.0
    )
    .fetch_optional(connection)
    .await?)
}

/// The address book: the default first.
pub(super) async fn addresses(connection: &mut PgConnection, account: AccountId) -> Result<Vec<Address>> {
    let rows = sqlx::query_scalar!(
        r#"SELECT address AS "address: Json<Address>" FROM accounts_addresses WHERE account_id = $1 ORDER BY is_default DESC, created_at, id"#,
        account.0
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|address| address.0).collect())
}

/// Where its owner is logged in.
pub(super) async fn sessions(connection: &mut PgConnection, account: AccountId) -> Result<Vec<SessionView>> {
    let rows = sqlx::query!(
        r#"SELECT id, device, network, created_at, last_used_at FROM accounts_sessions
           WHERE account_id = $1 AND ended_at IS NULL AND expires_at > now() AND last_used_at + idle > now()
           ORDER BY last_used_at DESC, id"#,
        account.0
    )
    .fetch_all(connection)
    .await?;
    let views = rows.into_iter().map(|row| SessionView {
        id: SessionId(row.id),
        device: row.device,
        place: row.network,
        begun_at: row.created_at,
        last_used_at: row.last_used_at,
        is_this: false,
    });
    Ok(views.collect())
}
