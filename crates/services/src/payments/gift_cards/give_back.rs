use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// Puts back onto its card what an order took from it and has not given back; doing it twice changes nothing. The order's row is locked before.
pub(crate) async fn give_back(connection: &mut PgConnection, order: Uuid) -> Result<()> {
    sqlx::query!(
        r#"INSERT INTO payments_gift_card_movements (card_id, kind, amount, order_id)
           SELECT card_id, 'give_back', (-sum(amount))::bigint, $1 FROM payments_gift_card_movements
           WHERE order_id = $1 GROUP BY card_id HAVING sum(amount) < 0 ORDER BY card_id"#,
        order
    )
    .execute(connection)
    .await?;
    Ok(())
}
