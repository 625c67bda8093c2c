use domain::ids::AccountId;
use sqlx::PgConnection;

use crate::error::Result;

/// Deletes what an account that is closed has kept.
pub(crate) async fn forget_saved(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!("DELETE FROM orders_saved_searches WHERE account_id = $1", account.0).execute(connection).await?;
    Ok(())
}
