use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// Gives back the use of a voucher that an order took, if it took one; doing it twice changes nothing. The order's row is locked before.
pub(in crate::orders) async fn give_back(connection: &mut PgConnection, order: Uuid) -> Result<()> {
    lock_used(connection, order).await?;
    sqlx::query!(
        r#"WITH back AS (UPDATE orders_voucher_uses SET given_back_at = now()
                         WHERE order_id = $1 AND given_back_at IS NULL RETURNING voucher_id, counted)
           UPDATE orders_vouchers SET uses = uses - 1 FROM back WHERE orders_vouchers.id = back.voucher_id AND back.counted"#,
        order
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps the voucher that an order uses or has used from staff's changes: they decide whether uses are counted.
pub(super) async fn lock_used(connection: &mut PgConnection, order: Uuid) -> Result<()> {
    sqlx::query!(
        "SELECT voucher.id FROM orders_voucher_uses AS used JOIN orders_vouchers AS voucher ON voucher.id = used.voucher_id
         WHERE used.order_id = $1 FOR KEY SHARE OF voucher",
        order
    )
    .fetch_optional(connection)
    .await?;
    Ok(())
}
