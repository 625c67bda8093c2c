use domain::ids::AccountId;
use sqlx::PgConnection;

use crate::error::Result;

/// Makes an account's earlier orders nobody's. This shop has written no invoice for them, so nothing keeps the address; the figures and the number stay,
/// and with them the order cannot come back by a file.
pub(in crate::orders) async fn forget(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!(
        r#"UPDATE orders_earlier SET account_id = NULL, email = '', erased_at = now(),
               address = '{"name": "", "company": "", "street": "", "postal_code": "", "city": "", "country": ""}'
           WHERE account_id = $1"#,
        account.0
    )
    .execute(connection)
    .await?;
    Ok(())
}
