//! SQL of what was asked for and is answered by mail alone.

use domain::{email::Email, ids::AccountId, language::Language};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{error::Result, pool::Pool, shop::Shop};

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// An account.
    Register,
    /// A new password.
    Reset,
    /// Another address for this account.
    EmailChange(AccountId),
}

/// A request to be worked.
pub(super) struct Request {
    pub id: Uuid,
    pub wish: Wish,
    pub email: Email,
    pub language: Language,
}

/// Writes a request down. All that is done while somebody waits is this one insert, whoever's the address is.
pub(super) async fn write(shop: &Shop, wish: Wish, email: &Email, language: Language) -> Result<()> {
    let mut connection = shop.pool.acquire().await?;
    write_within(&mut connection, shop, wish, email, language).await?;
    shop.work.notify_one();
    Ok(())
}

/// As [`write`], in the caller's transaction; who commits it wakes the work.
pub(super) async fn write_within(connection: &mut PgConnection, shop: &Shop, wish: Wish, email: &Email, language: Language) -> Result<()> {
    let (kind, account) = match wish {
        Wish::Register => ("register", None),
        Wish::Reset => ("reset", None),
        Wish::EmailChange(account) => ("email-change", Some(account.0)),
    };
    sqlx::query!(
        "INSERT INTO accounts_requests (id, kind, email, account_id, language) VALUES ($1, $2, $3, $4, $5)",
        shop.new_id(),
        kind,
        email.as_str(),
        account,
        language.code()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The next request that is due, locked and deleted in the caller's transaction; rows that this version cannot read are deleted, too.
pub(super) async fn take(connection: &mut PgConnection) -> Result<Option<(Uuid, Option<Request>)>> {
    let row = sqlx::query!(
        r#"DELETE FROM accounts_requests WHERE id =
           (SELECT id FROM accounts_requests WHERE next_attempt_at <= now() ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING id, kind, email, account_id, language"#
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| {
        let wish = match (row.kind.as_str(), row.account_id) {
            ("register", _) => Some(Wish::Register),
            ("reset", _) => Some(Wish::Reset),
            ("email-change", Some(account)) => Some(Wish::EmailChange(AccountId(account))),
            _ => None,
        };
        let language = Language::from_code(&row.language).unwrap_or_default();
        let request = wish.zip(row.email.parse().ok()).map(|(wish, email)| Request { id: row.id, wish, email, language });
        (row.id, request)
    }))
}

/// Lets a request wait that failed: longer each time, an hour at most.
pub(super) async fn postpone(pool: &Pool, request: Uuid) -> Result<()> {
    sqlx::query!(
        r#"UPDATE accounts_requests SET attempts = attempts + 1,
               next_attempt_at = now() + least(interval '1 hour', interval '2 seconds' * power(2, least(attempts, 20)))
           WHERE id = $1"#,
        request
    )
    .execute(pool)
    .await?;
    Ok(())
}
