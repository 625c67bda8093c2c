//! SQL of second factors.

use chrono::{DateTime, Utc};
use domain::{accounts::SecondFactors, ids::AccountId};
use sqlx::PgConnection;

use crate::error::Result;

/// What an account has.
pub(in crate::accounts) async fn of(connection: &mut PgConnection, account: AccountId) -> Result<SecondFactors> {
    let row = sqlx::query!(
        r#"SELECT EXISTS (SELECT FROM accounts_codes WHERE account_id = $1 AND confirmed_at IS NOT NULL) AS "codes!",
               (SELECT count(*) FROM accounts_passkeys WHERE account_id = $1) AS "passkeys!",
               (SELECT count(*) FROM accounts_recovery_codes WHERE account_id = $1 AND used_at IS NULL) AS "left!""#,
        account.0
    )
    .fetch_one(connection)
    .await?;
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(SecondFactors { codes: row.codes, passkeys: number(row.passkeys), recovery_codes: number(row.left) })
}

/// The sealed secret of an app that has not shown yet that it has it: a new one, or the one of the last hour, since people load pages twice. None when an app has
/// shown it.
pub(super) async fn begin(connection: &mut PgConnection, account: AccountId, sealed: &[u8]) -> Result<Option<Vec<u8>>> {
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO accounts_codes AS codes (account_id, secret) VALUES ($1, $2)
           ON CONFLICT (account_id) DO UPDATE SET
               secret = CASE WHEN codes.created_at > now() - interval '1 hour' THEN codes.secret ELSE EXCLUDED.secret END,
               created_at = CASE WHEN codes.created_at > now() - interval '1 hour' THEN codes.created_at ELSE now() END
           WHERE codes.confirmed_at IS NULL
           RETURNING secret"#,
        account.0,
        sealed
    )
    .fetch_optional(connection)
    .await?)
}

/// The secret of an account's app, locked.
pub(super) struct Secret {
    /// See [`crate::vault`].
    pub sealed: Vec<u8>,
    /// The step of the last code that was taken.
    pub last_step: i64,
    pub is_confirmed: bool,
    /// Seconds since 1970, by the database's clock.
    pub now: i64,
}

pub(super) async fn lock(connection: &mut PgConnection, account: AccountId) -> Result<Option<Secret>> {
    Ok(sqlx::query_as!(
        Secret,
        r#"SELECT secret AS sealed, last_step, confirmed_at IS NOT NULL AS "is_confirmed!", floor(extract(epoch FROM clock_timestamp()))::bigint AS "now!"
           FROM accounts_codes WHERE account_id = $1 FOR UPDATE"#,
        account.0
    )
    .fetch_optional(connection)
    .await?)
}

/// A code of this step was taken: neither it nor an older one is taken again. The secret is kept as it was sealed `anew`, if it was.
pub(super) async fn taken(connection: &mut PgConnection, account: AccountId, step: i64, anew: Option<&[u8]>) -> Result<()> {
    sqlx::query!(
        r#"UPDATE accounts_codes SET last_step = $2, confirmed_at = coalesce(confirmed_at, now()), secret = coalesce($3, secret)
           WHERE account_id = $1"#,
        account.0,
        step,
        anew
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Uses a recovery code up; `false` when it is none, or was used.
pub(super) async fn take_recovery_code(connection: &mut PgConnection, account: AccountId, hash: &[u8]) -> Result<bool> {
    let used = sqlx::query!(
        "UPDATE accounts_recovery_codes SET used_at = now() WHERE account_id = $1 AND hash = $2 AND used_at IS NULL",
        account.0,
        hash
    )
    .execute(connection)
    .await?;
    Ok(used.rows_affected() == 1)
}

/// New recovery codes in the place of all others.
pub(super) async fn replace_recovery_codes(connection: &mut PgConnection, account: AccountId, hashes: &[Vec<u8>]) -> Result<()> {
    sqlx::query!("DELETE FROM accounts_recovery_codes WHERE account_id = $1", account.0).execute(&mut *connection).await?;
    sqlx::query!(
        "INSERT INTO accounts_recovery_codes (account_id, hash) SELECT $1, hash FROM unnest($2::bytea[]) AS codes (hash)",
        account.0,
        hashes
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes the app away; tells whether there was one.
pub(super) async fn remove_app(connection: &mut PgConnection, account: AccountId) -> Result<bool> {
    let removed = sqlx::query!("DELETE FROM accounts_codes WHERE account_id = $1 AND confirmed_at IS NOT NULL", account.0)
        .execute(connection)
        .await?;
    Ok(removed.rows_affected() == 1)
}

/// Takes everything away.
pub(in crate::accounts) async fn remove(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!(
        r#"WITH recovery AS (DELETE FROM accounts_recovery_codes WHERE account_id = $1),
               passkeys AS (DELETE FROM accounts_passkeys WHERE account_id = $1)
           DELETE FROM accounts_codes WHERE account_id = $1"#,
        account.0
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes away what was set up since a time: it was not the owner who did.
pub(in crate::accounts) async fn remove_since(connection: &mut PgConnection, account: AccountId, since: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        r#"WITH codes AS (DELETE FROM accounts_codes WHERE account_id = $1 AND (confirmed_at IS NULL OR confirmed_at >= $2)),
               passkeys AS (DELETE FROM accounts_passkeys WHERE account_id = $1 AND created_at >= $2)
           DELETE FROM accounts_recovery_codes WHERE account_id = $1 AND created_at >= $2"#,
        account.0,
        since
    )
    .execute(connection)
    .await?;
    Ok(())
}
