//! Devices that somebody has logged in with.

use domain::ids::AccountId;
use sqlx::PgConnection;

use super::{Caller, tokens};
use crate::{error::Result, pool::Pool, shop::Shop};

/// Most devices of an account that are remembered; the one that was used longest ago makes way.
const MOST: i64 = 50;

/// Whether a device has logged in to the account of this address before.
pub(super) async fn is_known(pool: &Pool, customer: &str, device: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM accounts_devices AS device JOIN accounts AS account ON account.id = device.account_id
                          WHERE account.customer = $1 AND device.hash = $2) AS "known!""#,
        customer,
        tokens::hash(device)
    )
    .fetch_one(pool)
    .await?)
}

/// What a log-in knows of the device it comes from.
pub(super) enum Met {
    /// It was here before.
    Known,
    /// It was not, and gets this cookie. The owner hears of it if it looks like none of the others.
    New { cookie: String, is_strange: bool },
}

/// Remembers the device of somebody who is in, in the transaction that lets them in.
pub(super) async fn meet(connection: &mut PgConnection, shop: &Shop, account: AccountId, caller: &Caller) -> Result<Met> {
    if let Some(device) = caller.device.as_deref() {
        let known = sqlx::query!(
            "UPDATE accounts_devices SET used_at = now(), device = $3, network = $4 WHERE account_id = $1 AND hash = $2",
            account.0,
            tokens::hash(device),
            caller.device_words(),
            caller.network()
        )
        .execute(&mut *connection)
        .await?;
        if known.rows_affected() == 1 {
            return Ok(Met::Known);
        }
    }
    // Browsers that forget cookies would make a mail at every log-in: what looks the same and comes from the same place is not worth one. Nor is the
    // first device of all.
    let is_strange = sqlx::query_scalar!(
        r#"SELECT coalesce(bool_and((device, network) IS DISTINCT FROM ($2, $3)), false) AS "strange!" FROM accounts_devices WHERE account_id = $1"#,
        account.0,
        caller.device_words(),
        caller.network()
    )
    .fetch_one(&mut *connection)
    .await?;
    let cookie = shop.new_token();
    sqlx::query!(
        "INSERT INTO accounts_devices (account_id, hash, device, network) VALUES ($1, $2, $3, $4)",
        account.0,
        tokens::hash(&cookie),
        caller.device_words(),
        caller.network()
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        r#"DELETE FROM accounts_devices WHERE account_id = $1 AND hash IN
           (SELECT hash FROM accounts_devices WHERE account_id = $1 ORDER BY used_at DESC, hash OFFSET $2)"#,
        account.0,
        MOST
    )
    .execute(connection)
    .await?;
    Ok(Met::New { cookie, is_strange })
}

/// Forgets all devices of an account: whoever logs in next is new.
pub(super) async fn forget(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!("DELETE FROM accounts_devices WHERE account_id = $1", account.0).execute(connection).await?;
    Ok(())
}
