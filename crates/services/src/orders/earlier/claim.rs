use domain::{email::Email, ids::AccountId};
use sqlx::PgConnection;

use crate::error::Result;

/// Makes earlier orders that were placed with this address the account's own. As of [`crate::orders::claim`], which says who may ask.
pub(in crate::orders) async fn claim(connection: &mut PgConnection, account: AccountId, email: &Email) -> Result<()> {
    sqlx::query!(
        "UPDATE orders_earlier SET account_id = $1 WHERE account_id IS NULL AND erased_at IS NULL AND customer = lower($2)",
        account.0,
        email.as_str()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Makes an account's earlier orders another account's; tells how many. Both accounts are locked.
pub(in crate::orders) async fn hand_over(connection: &mut PgConnection, from: AccountId, to: AccountId) -> Result<u64> {
    let moved = sqlx::query!("UPDATE orders_earlier SET account_id = $2 WHERE account_id = $1", from.0, to.0).execute(connection).await?;
    Ok(moved.rows_affected())
}
