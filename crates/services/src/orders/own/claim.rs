use domain::{email::Email, ids::AccountId};
use sqlx::PgConnection;

use super::super::earlier;
use crate::error::Result;

/// Makes orders that a guest placed with this address the account's own. The caller knows that the account's owner reads the mail there: who only says so
/// would see what a stranger ordered.
///
/// The address has to be the same but for case. Another tag behind a `+` may be another person's.
pub(crate) async fn claim(connection: &mut PgConnection, account: AccountId, email: &Email) -> Result<()> {
    sqlx::query!(
        "UPDATE orders SET account_id = $1 WHERE account_id IS NULL AND state <> 'pending' AND lower(email) = lower($2)",
        account.0,
        email.as_str()
    )
    .execute(&mut *connection)
    .await?;
    earlier::claim(connection, account, email).await
}
