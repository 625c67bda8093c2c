//! SQL of the subroom.

use std::time::Duration;

use domain::{
    accounts::{SessionView, Strength},
    ids::{AccountId, SessionId},
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{SessionKey, raise::FRESH};
use crate::{accounts::Caller, error::Result, pool::Pool};

/// What a new session begins with.
pub(super) struct NewSession<'a> {
    pub id: SessionId,
    pub key: &'a SessionKey,
    pub account: AccountId,
    pub strength: Strength,
    /// How long it may lie unused.
    pub idle: Duration,
    /// How long it lasts at most.
    pub longest: Duration,
    pub caller: &'a Caller,
}

/// A session that is neither over nor ended.
pub(super) struct Live {
    pub id: Uuid,
    pub account_id: Uuid,
    pub strength: String,
    pub is_stepped_up: bool,
    /// Whether its last use was noted a minute ago or earlier.
    pub is_stale: bool,
    pub roles: Vec<String>,
}

/// Writes a session down. The account is locked.
pub(super) async fn insert(connection: &mut PgConnection, session: &NewSession<'_>) -> Result<()> {
    let has_second_factor = session.strength >= Strength::SecondFactor;
    sqlx::query!(
        r#"INSERT INTO accounts_sessions (id, account_id, key_hash, strength, stepped_up_until, idle, expires_at, device, network)
           VALUES ($1, $2, $3, $4, CASE WHEN $5 THEN now() + make_interval(secs => $6) END,
               make_interval(secs => $7), now() + make_interval(secs => $8), $9, $10)"#,
        session.id.0,
        session.account.0,
        session.key.bytes(),
        if has_second_factor { "second_factor" } else { "password" },
        has_second_factor,
        FRESH.as_secs_f64(),
        session.idle.as_secs_f64(),
        session.longest.as_secs_f64(),
        session.caller.device_words(),
        session.caller.network()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The session of a key, if somebody is logged in with it.
pub(super) async fn live(pool: &Pool, key: &SessionKey) -> Result<Option<Live>> {
    Ok(sqlx::query_as!(
        Live,
        r#"SELECT session.id, session.account_id, session.strength,
               coalesce(session.stepped_up_until > now(), false) AS "is_stepped_up!",
               session.last_used_at <= now() - interval '1 minute' AS "is_stale!",
               ARRAY(SELECT role FROM accounts_roles WHERE account_id = session.account_id ORDER BY role) AS "roles!"
           FROM accounts_sessions AS session JOIN accounts AS account ON account.id = session.account_id
           WHERE session.key_hash = $1 AND session.ended_at IS NULL AND account.closed_at IS NULL
             AND session.expires_at > now() AND session.last_used_at + session.idle > now()"#,
        key.bytes()
    )
    .fetch_optional(pool)
    .await?)
}

/// Notes that a session is used. Of several requests at once one does.
pub(super) async fn touch(pool: &Pool, session: Uuid, caller: &Caller) -> Result<()> {
    sqlx::query!(
        r#"UPDATE accounts_sessions SET last_used_at = now(), network = $2
           WHERE id = $1 AND ended_at IS NULL AND last_used_at <= now() - interval '1 minute'"#,
        session,
        caller.network()
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// The sessions of an account that are not over.
pub(super) async fn of_account(pool: &Pool, account: AccountId, this: SessionId) -> Result<Vec<SessionView>> {
    let rows = sqlx::query!(
        r#"SELECT id, device, network, created_at, last_used_at FROM accounts_sessions
           WHERE account_id = $1 AND ended_at IS NULL AND expires_at > now() AND last_used_at + idle > now()
           ORDER BY last_used_at DESC, id"#,
        account.0
    )
    .fetch_all(pool)
    .await?;
    let views = rows.into_iter().map(|row| SessionView {
        id: SessionId(row.id),
        device: row.device,
        place: row.network,
        begun_at: row.created_at,
        last_used_at: row.last_used_at,
        is_this: row.id == this.0,
    });
    Ok(views.collect())
}

/// Ends one session of an account; tells how many that were.
pub(super) async fn end(connection: &mut PgConnection, account: AccountId, session: SessionId) -> Result<u64> {
    let ended = sqlx::query!(
        "UPDATE accounts_sessions SET ended_at = now() WHERE id = $1 AND account_id = $2 AND ended_at IS NULL",
        session.0,
        account.0
    )
    .execute(connection)
    .await?;
    Ok(ended.rows_affected())
}

/// Ends all sessions of an account but one; tells how many that were.
pub(super) async fn end_all(connection: &mut PgConnection, account: AccountId, except: Option<SessionId>) -> Result<u64> {
    let ended = sqlx::query!(
        "UPDATE accounts_sessions SET ended_at = now() WHERE account_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2",
        account.0,
        except.map(|session| session.0)
    )
    .execute(connection)
    .await?;
    Ok(ended.rows_affected())
}

/// Moves a session to another key and notes a fresh proof; `false` when it is over or has moved already.
pub(super) async fn raise(pool: &Pool, session: SessionId, before: &SessionKey, after: &SessionKey) -> Result<bool> {
    let raised = sqlx::query!(
        r#"UPDATE accounts_sessions
           SET key_hash = $3, strength = 'second_factor', stepped_up_until = now() + make_interval(secs => $4), last_used_at = now()
           WHERE id = $1 AND key_hash = $2 AND ended_at IS NULL AND expires_at > now() AND last_used_at + idle > now()"#,
        session.0,
        before.bytes(),
        after.bytes(),
        FRESH.as_secs_f64()
    )
    .execute(pool)
    .await?;
    Ok(raised.rows_affected() == 1)
}

/// Deletes what ended so long ago or earlier; tells how many that were.
pub(super) async fn delete_older(pool: &Pool, age: Duration) -> Result<u64> {
    let deleted = sqlx::query!(
        "DELETE FROM accounts_sessions WHERE least(ended_at, expires_at) < now() - make_interval(secs => $1)",
        age.as_secs_f64()
    )
    .execute(pool)
    .await?;
    Ok(deleted.rows_affected())
}
