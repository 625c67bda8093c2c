use std::collections::HashMap;

use domain::payments::PaymentState;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};

/// How each of these orders is paid: by the state of the attempt that pays it, or else of its newest one. Orders without an attempt are left out.
pub(crate) async fn states(connection: &mut PgConnection, orders: &[Uuid]) -> Result<HashMap<Uuid, PaymentState>> {
    let rows = sqlx::query!(
        r#"SELECT DISTINCT ON (order_id) order_id, state FROM payments WHERE order_id = ANY($1)
           ORDER BY order_id, pays_order DESC, created_at DESC, id DESC"#,
        orders
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let state = PaymentState::from_code(&row.state).ok_or_else(|| Error::Data(format!("payment state {}", row.state)))?;
            Ok((row.order_id, state))
        })
        .collect()
}
