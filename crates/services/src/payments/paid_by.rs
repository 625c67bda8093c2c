use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// What paid an order.
pub(crate) struct PaidBy {
    /// The method's code.
    pub method: String,
    /// How much, in rappen.
    pub amount: i64,
}

/// The payment that paid an order: the first one that arrived. Later ones are duplicates.
pub(crate) async fn paid_by(connection: &mut PgConnection, order: Uuid) -> Result<Option<PaidBy>> {
    Ok(sqlx::query_as!(
        PaidBy,
        "SELECT method, amount FROM payments WHERE order_id = $1 AND state = 'paid' ORDER BY remark <> '', updated_at, id LIMIT 1",
        order
    )
    .fetch_optional(connection)
    .await?)
}
