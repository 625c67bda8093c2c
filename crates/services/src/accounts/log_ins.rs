//! The audit of attempts to get in.

use chrono::{DateTime, Utc};
use domain::{
    accounts::{LogInMethod, LogInOutcome, LogInView, Permission, Principal},
    ids::AccountId,
};
use sqlx::PgConnection;

use super::Caller;
use crate::{error::Result, shop::Shop};

/// Attempts on a page.
const PAGE: i64 = 50;

/// An attempt.
pub(super) struct Attempt<'a> {
    /// None when there is no such account.
    pub account: Option<AccountId>,
    pub method: LogInMethod,
    pub outcome: LogInOutcome,
    pub caller: &'a Caller,
}

/// Writes an attempt down.
pub(super) async fn note(connection: &mut PgConnection, attempt: &Attempt<'_>) -> Result<()> {
    sqlx::query!(
        "INSERT INTO accounts_log_ins (account_id, method, outcome, address, network, device) VALUES ($1, $2, $3, $4, $5, $6)",
        attempt.account.map(|account| account.0),
        attempt.method.code(),
        attempt.outcome.code(),
        attempt.caller.place(),
        attempt.caller.network(),
        attempt.caller.device_words()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The attempts to get into an account, the latest first, at most 50: those before a time, if one is given. For the account's owner, and for staff
/// who may [`Permission::SeeAccounts`].
pub async fn log_ins(shop: &Shop, who: &Principal, account: AccountId, before: Option<DateTime<Utc>>) -> Result<Vec<LogInView>> {
    if who.account != account {
        who.may(Permission::SeeAccounts)?;
    }
    let mut connection = shop.pool.acquire().await?;
    Ok(page(&mut connection, account, before).await?.0)
}

/// A page of the attempts to get into an account, and whether there are earlier ones; for a caller who has asked who may see it.
pub(super) async fn page(
    connection: &mut PgConnection,
    account: AccountId,
    before: Option<DateTime<Utc>>,
) -> Result<(Vec<LogInView>, bool)> {
    let rows = sqlx::query!(
        r#"SELECT at, method, outcome, coalesce(address, network) AS "place!", device FROM accounts_log_ins
           WHERE account_id = $1 AND ($2::timestamptz IS NULL OR at < $2) ORDER BY id DESC LIMIT $3"#,
        account.0,
        before,
        PAGE + 1
    )
    .fetch_all(connection)
    .await?;
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let is_more = rows.len() > most;
    let view = |row: (DateTime<Utc>, String, String, String, String)| {
        let (at, method, outcome, place, device) = row;
        Some(LogInView { at, method: LogInMethod::from_code(&method)?, outcome: LogInOutcome::from_code(&outcome)?, place, device })
    };
    let rows = rows.into_iter().take(most).filter_map(|row| view((row.at, row.method, row.outcome, row.place, row.device)));
    Ok((rows.collect(), is_more))
}
