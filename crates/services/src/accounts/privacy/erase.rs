use domain::{email::Email, ids::AccountId};
use sqlx::PgConnection;

use crate::{
    accounts::{devices, retention::DAYS_UNTIL_ERASED, roles, second_factors, store},
    error::{Error, Result},
    mail,
    orders::{self, Actor},
    shop::Shop,
};

/// Erases the accounts that were closed long enough ago and have no order under way, each in a transaction of its own, and tells how many. One that is
/// opened again in the same moment stays.
pub(in crate::accounts) async fn erase_closed(shop: &Shop) -> Result<u64> {
    let due = sqlx::query_scalar!(
        r#"SELECT id FROM accounts WHERE closed_at < now() - make_interval(days => $1) AND erased_at IS NULL ORDER BY closed_at"#,
        i32::try_from(DAYS_UNTIL_ERASED).unwrap_or(i32::MAX)
    )
    .fetch_all(&shop.pool)
    .await?;
    let mut erased = 0;
    for account in due {
        let mut transaction = shop.begin().await?;
        match erase(&mut transaction, AccountId(account)).await {
            Ok(true) => {
                transaction.commit().await?;
                erased += 1;
            }
            Ok(false) => transaction.rollback().await?,
            Err(error) if error.is_transient() => return Err(error),
            // One that cannot be erased must not keep the others.
            Err(error) => tracing::error!(%account, error = &error as &dyn std::error::Error, "an account is not erased"),
        }
    }
    Ok(erased)
}

/// What the law does not tell us to keep goes: the address, the password, the address book, devices, second factors. Orders that have an invoice keep whom they
/// were sent to (OR Art. 958f: ten years); all others are nobody's. Of log-ins the numbers stay.
pub(in crate::accounts) async fn erase(connection: &mut PgConnection, id: AccountId) -> Result<bool> {
    let account = store::lock(connection, id).await?;
    if !account.is_closed || orders::has_open(connection, id).await? {
        return Ok(false);
    }
    let email: Email = account.email.parse().map_err(|_| Error::Data("an account without an address".into()))?;
    roles::take_all(connection, id, Actor::Schedule).await?;
    orders::forget_buyer(connection, id).await?;
    mail::forget_recipient(connection, &email).await?;
    devices::forget(connection, id).await?;
    second_factors::remove(connection, id).await?;
    forget_rest(connection, id, &email).await?;
    sqlx::query!(
        r#"UPDATE accounts SET email = NULL, customer = NULL, password_hash = NULL, newsletter = false, erased_at = now(),
               credentials = credentials + 1
           WHERE id = $1"#,
        id.0
    )
    .execute(connection)
    .await?;
    Ok(true)
}

async fn forget_rest(connection: &mut PgConnection, account: AccountId, email: &Email) -> Result<()> {
    sqlx::query!("DELETE FROM accounts_addresses WHERE account_id = $1", account.0).execute(&mut *connection).await?;
    sqlx::query!("DELETE FROM accounts_requests WHERE account_id = $1", account.0).execute(&mut *connection).await?;
    // Links that made the account, or invited to it, were nobody's then.
    sqlx::query!("DELETE FROM accounts_tokens WHERE account_id = $1 OR customer = $2", account.0, email.customer())
        .execute(&mut *connection)
        .await?;
    sqlx::query!("UPDATE accounts_log_ins SET account_id = NULL, address = NULL WHERE account_id = $1", account.0)
        .execute(connection)
        .await?;
    Ok(())
}
