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

/// The payment that paid an order.
pub(crate) async fn paid_by(connection: &mut PgConnection, order: Uuid) -> Result<Option<PaidBy>> {
    Ok(sqlx::query_as!(PaidBy, "SELECT method, amount FROM payments WHERE order_id = $1 AND pays_order", order)
        .fetch_optional(connection)
        .await?)
}
