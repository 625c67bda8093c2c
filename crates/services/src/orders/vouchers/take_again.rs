use sqlx::PgConnection;
use uuid::Uuid;

use super::give_back::lock_used;
use crate::error::{Error, Result};

/// Takes the use again that an expired order had given back, because it is paid after all; `false` when others have used the voucher up since.
///
/// The voucher's time is not looked at: it counted when the order was placed. To be called within a savepoint that is rolled back on `false`.
pub(in crate::orders) async fn take_again(connection: &mut PgConnection, order: Uuid) -> Result<bool> {
    lock_used(connection, order).await?;
    let given_back =
        sqlx::query_scalar!("SELECT counted FROM orders_voucher_uses WHERE order_id = $1 AND given_back_at IS NOT NULL FOR UPDATE", order)
            .fetch_optional(&mut *connection)
            .await?;
    let Some(counted) = given_back else { return Ok(true) };
    let taken = sqlx::query!(
        r#"UPDATE orders_voucher_uses AS mine SET given_back_at = NULL, used_at = now(), slot = free.slot
           FROM orders_vouchers AS voucher,
                LATERAL (SELECT min(slot) AS slot FROM generate_series(1, voucher.most_uses_by_customer) AS slot
                         WHERE NOT EXISTS (SELECT 1 FROM orders_voucher_uses AS used, orders_voucher_uses AS this
                                           WHERE this.order_id = $1 AND used.voucher_id = this.voucher_id AND used.customer = this.customer
                                             AND used.slot = slot.slot AND used.given_back_at IS NULL)) AS free
           WHERE mine.order_id = $1 AND voucher.id = mine.voucher_id
             AND (free.slot IS NOT NULL OR voucher.most_uses_by_customer IS NULL)"#,
        order
    )
    .execute(&mut *connection)
    .await
    .map(|done| done.rows_affected() == 1)
    .map_err(Error::from);
    match taken {
        Ok(true) if counted => count(connection, order).await,
        Err(error) if error.constraint() == Some("orders_voucher_uses_slot_unique") => Ok(false),
        other => other,
    }
}

async fn count(connection: &mut PgConnection, order: Uuid) -> Result<bool> {
    let counted = sqlx::query!(
        r#"UPDATE orders_vouchers SET uses = uses + 1
           WHERE id = (SELECT voucher_id FROM orders_voucher_uses WHERE order_id = $1) AND coalesce(uses < most_uses, true)"#,
        order
    )
    .execute(connection)
    .await?;
    Ok(counted.rows_affected() == 1)
}
