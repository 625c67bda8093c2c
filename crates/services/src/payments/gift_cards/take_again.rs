use sqlx::PgConnection;
use uuid::Uuid;

use super::redeem::take;
use crate::error::Result;

/// Takes again what an expired order had given back to its card, because the rest of it is paid after all; `false` when the card has less by now,
/// or is blocked: that pays for nothing, whenever the order was placed. Whether the card is over is not looked at: it was not when the order was placed.
pub(crate) async fn take_again(connection: &mut PgConnection, order: Uuid) -> Result<bool> {
    let given_back = sqlx::query!(
        r#"SELECT card_id, -min(amount) AS "amount!" FROM payments_gift_card_movements
           WHERE order_id = $1 GROUP BY card_id HAVING sum(amount) = 0 ORDER BY card_id"#,
        order
    )
    .fetch_all(&mut *connection)
    .await?;
    for part in given_back {
        let covered = sqlx::query_scalar!(
            r#"SELECT balance >= $2 AND blocked_at IS NULL AS "covered!" FROM payments_gift_cards WHERE id = $1 FOR UPDATE"#,
            part.card_id,
            part.amount
        )
        .fetch_one(&mut *connection)
        .await?;
        if !covered {
            return Ok(false);
        }
        take(connection, order, part.card_id, part.amount).await?;
    }
    Ok(true)
}
