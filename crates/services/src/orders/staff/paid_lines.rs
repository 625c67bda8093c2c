use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// What the buyer paid for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PaidLine {
    /// The line's position in its order, from 0.
    pub position: u32,
    /// Pieces ordered.
    pub quantity: u32,
    /// The line's price after its discount, in rappen.
    pub paid: i64,
}

/// What the buyer paid for the lines of an order.
pub(crate) async fn paid_lines(connection: &mut PgConnection, order: Uuid) -> Result<Vec<PaidLine>> {
    let rows = sqlx::query!(
        r#"SELECT position, quantity, total - discount AS "paid!" FROM orders_lines WHERE order_id = $1 ORDER BY position"#,
        order
    )
    .fetch_all(connection)
    .await?;
    let lines = rows.into_iter().map(|row| PaidLine {
        position: u32::try_from(row.position).unwrap_or(0),
        quantity: u32::try_from(row.quantity).unwrap_or(0),
        paid: row.paid,
    });
    Ok(lines.collect())
}
