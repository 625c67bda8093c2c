use sqlx::PgConnection;

use crate::{
    audit::{Check, Finding},
    error::Result,
};

/// The room's invariants. Nobody is named: an alert must not carry people's addresses around.
pub(crate) async fn audit(connection: &mut PgConnection) -> Result<Vec<Check>> {
    let waiting = sqlx::query_as!(
        Finding,
        r#"SELECT id::text AS "subject!", format('%s since %s, tried %s times', kind, created_at, attempts) AS "detail!" FROM accounts_requests
           WHERE created_at < now() - interval '1 hour' ORDER BY created_at"#
    )
    .fetch_all(&mut *connection)
    .await?;
    let ghosts = sqlx::query_as!(
        Finding,
        r#"SELECT session.id::text AS "subject!", format('of account %s, closed %s', account.id, account.closed_at) AS "detail!"
           FROM accounts_sessions AS session JOIN accounts AS account ON account.id = session.account_id
           WHERE session.ended_at IS NULL AND session.expires_at > now() AND account.closed_at IS NOT NULL"#
    )
    .fetch_all(&mut *connection)
    .await?;
    let left = sqlx::query_as!(
        Finding,
        r#"SELECT id::text AS "subject!", format('closed %s', closed_at) AS "detail!" FROM accounts
           WHERE erased_at IS NULL AND closed_at < now() - interval '2 years'"#
    )
    .fetch_all(connection)
    .await?;
    Ok(vec![
        Check { name: "accounts.requests", rule: "no request waits for more than an hour", findings: waiting },
        Check { name: "accounts.sessions", rule: "nobody is in who has closed the account", findings: ghosts },
        Check { name: "accounts.erased", rule: "a closed account is erased", findings: left },
    ])
}
