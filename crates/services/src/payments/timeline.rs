use domain::{
    orders::{Happening, TimelineEntry},
    payments::PaymentState,
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};

/// The attempts to pay an order that ended without paying it, for its page. The one that worked is the order's own news.
pub(crate) async fn ended_attempts(connection: &mut PgConnection, order: Uuid) -> Result<Vec<TimelineEntry>> {
    let rows = sqlx::query!(
        r#"SELECT state, updated_at FROM payments
           WHERE order_id = $1 AND state IN ('failed', 'canceled', 'expired', 'quarantined') ORDER BY updated_at, id"#,
        order
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let state = PaymentState::from_code(&row.state).ok_or_else(|| Error::Data(format!("payment state {}", row.state)))?;
            Ok(TimelineEntry { what: Happening::Payment(state), at: row.updated_at })
        })
        .collect()
}
