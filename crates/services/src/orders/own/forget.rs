use domain::ids::AccountId;
use sqlx::PgConnection;

use super::super::{earlier, staff};
use crate::error::Result;

/// What stands in the place of an address that is forgotten; nothing is ever delivered to this top-level domain (RFC 2606).
pub(in crate::orders) const NOBODY: &str = "erased@erased.invalid";

/// Whether something is still to be done for an order of the account: paid, sent, or delivered so lately that it may come back.
pub(crate) async fn has_open(connection: &mut PgConnection, account: AccountId) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM orders WHERE account_id = $1 AND
               (state IN ('awaiting_payment', 'paid', 'shipped') OR (state = 'delivered' AND updated_at > now() - interval '60 days'))
               AND updated_at > now() - interval '1 year') AS "open!""#,
        account.0
    )
    .fetch_one(connection)
    .await?)
}

/// Makes the orders of an account nobody's. Those that have an invoice keep the address that is on it, which has to be kept for ten years (OR Art. 958f);
/// of the others it goes, too. The pages of all of them are gone with their addresses. A cart is deleted.
pub(crate) async fn forget_buyer(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!("DELETE FROM orders WHERE account_id = $1 AND state = 'pending'", account.0).execute(&mut *connection).await?;
    sqlx::query!(
        "UPDATE orders_voucher_uses SET customer = 'erased:' || order_id WHERE order_id IN (SELECT id FROM orders WHERE account_id = $1)",
        account.0
    )
    .execute(&mut *connection)
    .await?;
    earlier::forget(connection, account).await?;
    staff::forget_notes(connection, account).await?;
    staff::forget_saved(connection, account).await?;
    sqlx::query!("UPDATE orders_returns SET words = '' WHERE order_id IN (SELECT id FROM orders WHERE account_id = $1)", account.0)
        .execute(&mut *connection)
        .await?;
    sqlx::query!(
        r#"UPDATE orders SET account_id = NULL, email = $2,
               token = encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'),
               address = CASE WHEN EXISTS (SELECT FROM orders_invoices WHERE order_id = orders.id) THEN address
                   ELSE '{"name": "", "company": "", "street": "", "postal_code": "", "city": "", "country": ""}' END
           WHERE account_id = $1"#,
        account.0,
        NOBODY
    )
    .execute(connection)
    .await?;
    Ok(())
}
