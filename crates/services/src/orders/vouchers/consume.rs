use domain::orders::VoucherProblem;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// Uses a voucher for an order, in the transaction that places it; or says why it is gone, and then the transaction must not be committed.
///
/// A customer's slots are a unique index, so that two orders at once never take the same one. Where the uses in total are limited, the voucher's
/// row counts them; its lock is held to the end of the transaction. Without such a limit the row is only kept from staff's changes meanwhile, as any
/// number of orders can at once: so an order either comes before a change or sees it, and none is placed with a voucher that has been ended.
pub(in crate::orders) async fn consume(
    connection: &mut PgConnection,
    order: Uuid,
    voucher: Uuid,
    customer: &str,
) -> Result<Result<(), VoucherProblem>> {
    let limits = sqlx::query!(
        r#"SELECT most_uses, most_uses_by_customer FROM orders_vouchers
           WHERE id = $1 AND coalesce(valid_from <= clock_timestamp(), true) AND coalesce(valid_until > clock_timestamp(), true)
           FOR KEY SHARE"#,
        voucher
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(limits) = limits else { return Ok(Err(VoucherProblem::Over)) };
    let mut taken = false;
    // Losing a slot to another order means that one more is taken, so there are never more rounds than slots.
    for _ in 0..limits.most_uses_by_customer.unwrap_or(1) {
        taken = insert_use(connection, order, voucher, (customer, limits.most_uses_by_customer, limits.most_uses.is_some())).await?;
        if taken {
            break;
        }
    }
    if !taken {
        return Ok(Err(VoucherProblem::UsedUpByCustomer));
    }
    if limits.most_uses.is_some() {
        let counted = sqlx::query!("UPDATE orders_vouchers SET uses = uses + 1 WHERE id = $1 AND uses < most_uses", voucher)
            .execute(connection)
            .await?
            .rows_affected();
        if counted == 0 {
            return Ok(Err(VoucherProblem::UsedUp));
        }
    }
    Ok(Ok(()))
}

/// Takes the customer's lowest free slot; `false` without a free one, or when another order was faster. `of` is the customer, the slots that each
/// has, and whether the use counts towards the voucher's limit.
async fn insert_use(connection: &mut PgConnection, order: Uuid, voucher: Uuid, of: (&str, Option<i32>, bool)) -> Result<bool> {
    let (customer, slots, counted) = of;
    let inserted = sqlx::query!(
        r#"INSERT INTO orders_voucher_uses (order_id, voucher_id, customer, slot, counted)
           SELECT $1, $2, $3, free.slot, $5
           FROM (SELECT min(slot) AS slot FROM generate_series(1, $4::integer) AS slot
                 WHERE NOT EXISTS (SELECT 1 FROM orders_voucher_uses AS used WHERE used.voucher_id = $2 AND used.customer = $3
                                   AND used.slot = slot.slot AND used.given_back_at IS NULL)) AS free
           WHERE free.slot IS NOT NULL OR $4::integer IS NULL
           ON CONFLICT (voucher_id, customer, slot) WHERE given_back_at IS NULL DO NOTHING"#,
        order,
        voucher,
        customer,
        slots,
        counted
    )
    .execute(connection)
    .await?;
    Ok(inserted.rows_affected() == 1)
}
