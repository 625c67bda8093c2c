use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// Pays a part of an order with a card, in the transaction that places it; `false` when the card has less by now, is blocked or over, and
/// then the transaction must not be committed.
pub(crate) async fn redeem(connection: &mut PgConnection, order: Uuid, card: Uuid, amount: i64) -> Result<bool> {
    let covered = sqlx::query_scalar!(
        r#"SELECT balance >= $2 AS "covered!" FROM payments_gift_cards
           WHERE id = $1 AND blocked_at IS NULL AND coalesce(expires_at > now(), true) FOR UPDATE"#,
        card,
        amount
    )
    .fetch_optional(&mut *connection)
    .await?;
    if covered != Some(true) {
        return Ok(false);
    }
    take(connection, order, card, amount).await?;
    Ok(true)
}

/// The movement itself. The database moves the balance with it, and refuses one below zero.
pub(super) async fn take(connection: &mut PgConnection, order: Uuid, card: Uuid, amount: i64) -> Result<()> {
    sqlx::query!(
        "INSERT INTO payments_gift_card_movements (card_id, kind, amount, order_id) VALUES ($1, 'redeem', $2, $3)",
        card,
        -amount,
        order
    )
    .execute(connection)
    .await?;
    Ok(())
}
