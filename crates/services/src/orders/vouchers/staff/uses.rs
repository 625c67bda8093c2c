//! The orders that used a voucher.

use domain::{
    backoffice::{MovementOrder, VoucherUse},
    ids::OrderId,
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{error::Result, newest::Cursor};

/// Uses beside the table at once.
const SHOWN: i64 = 20;

/// A page of the orders that used a voucher, the newest use first, and where the next page begins. Orders are linked for those who may see them.
pub(super) async fn uses(
    connection: &mut PgConnection,
    voucher: Uuid,
    after: Option<Cursor>,
    sees_orders: bool,
) -> Result<(Vec<VoucherUse>, Option<String>)> {
    let mut rows = sqlx::query!(
        r#"SELECT used.order_id, coalesce(orders.number, '') AS "number!", orders.discount_total, used.used_at, used.given_back_at
           FROM orders_voucher_uses AS used JOIN orders ON orders.id = used.order_id
           WHERE used.voucher_id = $1 AND ($2::timestamptz IS NULL OR (used.used_at, used.order_id) < ($2, $3::uuid))
           ORDER BY used.used_at DESC, used.order_id DESC LIMIT $4"#,
        voucher,
        after.map(|after| after.at),
        after.map(|after| after.id),
        SHOWN + 1
    )
    .fetch_all(connection)
    .await?;
    let most = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let is_more = rows.len() > most;
    rows.truncate(most);
    let older = rows.last().filter(|_| is_more).map(|last| Cursor { at: last.used_at, id: last.order_id }.write());
    let uses = rows.into_iter().map(|row| VoucherUse {
        order: MovementOrder { number: row.number, id: sees_orders.then_some(OrderId(row.order_id)) },
        saved: row.discount_total,
        at: row.used_at,
        is_given_back: row.given_back_at.is_some(),
    });
    Ok((uses.collect(), older))
}

/// What a voucher took off all orders that use it, in rappen.
pub(super) async fn saved(connection: &mut PgConnection, voucher: Uuid) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT coalesce(sum(orders.discount_total), 0)::bigint AS "saved!"
           FROM orders_voucher_uses AS used JOIN orders ON orders.id = used.order_id
           WHERE used.voucher_id = $1 AND used.given_back_at IS NULL"#,
        voucher
    )
    .fetch_one(connection)
    .await?)
}
