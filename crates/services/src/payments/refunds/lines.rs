//! Refunds by line: what pieces of an order are worth, and for which of them money went back.

use std::collections::BTreeMap;

use domain::{backoffice::StaffRefusal, orders::Pieces};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    orders,
};

/// What the buyer paid for pieces of a locked order, in rappen, after discount and without delivery. However the pieces of a line are divided among
/// refunds, their sum is what the line cost.
pub(super) async fn worth(connection: &mut PgConnection, order: Uuid, pieces: &[Pieces]) -> Result<i64> {
    let lines = orders::staff::paid_lines(connection, order).await?;
    let before = refunded(connection, order).await?;
    let mut sum = 0;
    for (position, quantity) in summed(pieces) {
        let line = lines.iter().find(|line| line.position == position);
        let gone = before.get(&position).copied().unwrap_or(0);
        let left = line.map_or(0, |line| line.quantity.saturating_sub(gone));
        match line {
            Some(line) if quantity <= left => {
                sum += share(line.paid, line.quantity, gone + quantity) - share(line.paid, line.quantity, gone);
            }
            Some(_) | None => return Err(Error::refused(StaffRefusal::TooManyPieces { position, left })),
        }
    }
    Ok(sum)
}

/// Writes down for which pieces a refund gives money back. The database refuses a piece too many.
pub(super) async fn write(connection: &mut PgConnection, refund: Uuid, order: Uuid, pieces: &[Pieces]) -> Result<()> {
    for (position, quantity) in summed(pieces) {
        sqlx::query!(
            "INSERT INTO payments_refund_lines (refund_id, order_id, position, quantity) VALUES ($1, $2, $3, $4)",
            refund,
            order,
            i32::try_from(position).map_err(|_| Error::NotFound)?,
            i32::try_from(quantity).map_err(|_| Error::Data("quantity beyond the range".into()))?
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// For how many pieces of each line money went back, or is about to, by the lines' positions.
pub(crate) async fn refunded(connection: &mut PgConnection, order: Uuid) -> Result<BTreeMap<u32, u32>> {
    let rows = sqlx::query!(
        r#"SELECT line.position, sum(line.quantity) AS "quantity!"
           FROM payments_refund_lines AS line JOIN payments_refunds AS refund ON refund.id = line.refund_id
           WHERE line.order_id = $1 AND refund.state NOT IN ('failed', 'canceled') GROUP BY line.position"#,
        order
    )
    .fetch_all(connection)
    .await?;
    let lines = rows.into_iter().map(|row| (u32::try_from(row.position).unwrap_or(0), u32::try_from(row.quantity).unwrap_or(u32::MAX)));
    Ok(lines.collect())
}

/// A position that is named twice is one.
fn summed(pieces: &[Pieces]) -> BTreeMap<u32, u32> {
    let mut sums = BTreeMap::new();
    for wanted in pieces {
        let sum: &mut u32 = sums.entry(wanted.position).or_default();
        *sum = sum.saturating_add(wanted.quantity);
    }
    sums
}

/// The part of a line's price that its first pieces have.
fn share(paid: i64, ordered: u32, pieces: u32) -> i64 {
    paid * i64::from(pieces) / i64::from(ordered.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_sum_to_the_whole() {
        for (paid, ordered) in [(1_000, 3), (999, 7), (1, 2), (0, 5)] {
            let parts: Vec<i64> = (0..ordered).map(|piece| share(paid, ordered, piece + 1) - share(paid, ordered, piece)).collect();
            assert_eq!(parts.iter().sum::<i64>(), paid);
            assert!(parts.iter().all(|part| *part >= 0));
        }
    }
}
