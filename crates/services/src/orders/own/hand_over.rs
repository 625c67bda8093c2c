use domain::ids::AccountId;
use sqlx::PgConnection;

use super::super::earlier;
use crate::error::Result;

/// Makes all orders that an account placed another account's; tells how many that were. Both accounts are locked. Its cart stays.
pub(crate) async fn hand_orders_over(connection: &mut PgConnection, from: AccountId, to: AccountId) -> Result<u64> {
    let moved = sqlx::query!("UPDATE orders SET account_id = $2 WHERE account_id = $1 AND state <> 'pending'", from.0, to.0)
        .execute(&mut *connection)
        .await?;
    Ok(moved.rows_affected() + earlier::hand_over(connection, from, to).await?)
}
