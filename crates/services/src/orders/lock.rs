use domain::orders::OrderState;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};

/// An order whose row is locked: always before its parcels, returns and payments.
#[derive(Clone, Debug)]
pub(super) struct LockedOrder {
    pub id: Uuid,
    pub number: String,
    pub state: OrderState,
    /// What staff have to have seen to change it.
    pub version: i64,
}

/// Locks an order that was placed, for the rest of the transaction.
pub(super) async fn lock(connection: &mut PgConnection, order: Uuid) -> Result<LockedOrder> {
    let row =
        sqlx::query!(r#"SELECT number AS "number!", state, version FROM orders WHERE id = $1 AND state <> 'pending' FOR UPDATE"#, order)
            .fetch_optional(connection)
            .await?
            .ok_or(Error::NotFound)?;
    let state = OrderState::from_code(&row.state).ok_or_else(|| Error::Data(format!("order state {}", row.state)))?;
    Ok(LockedOrder { id: order, number: row.number, state, version: row.version })
}
