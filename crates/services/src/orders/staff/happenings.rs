use chrono::{DateTime, Utc};
use domain::orders::{Happening, OrderState, ParcelState, ReturnState};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};

/// What happened, when, and whose doing it was, by [`crate::orders::Actor::code`].
pub(crate) type Step = (Happening, DateTime<Utc>, String);

/// What happened to an order and to its parcels and returns, oldest first.
pub(crate) async fn happenings(connection: &mut PgConnection, order: Uuid) -> Result<Vec<Step>> {
    let states = sqlx::query!("SELECT after, actor, at FROM orders_history WHERE order_id = $1 ORDER BY id", order)
        .fetch_all(&mut *connection)
        .await?;
    let parts = sqlx::query!(
        "SELECT kind, number, after, actor, at FROM orders_parts_history WHERE order_id = $1 AND before IS DISTINCT FROM after ORDER BY id",
        order
    )
    .fetch_all(connection)
    .await?;
    let states = states.into_iter().map(|row| {
        let state = OrderState::from_code(&row.after).ok_or_else(|| Error::Data(format!("order state {}", row.after)))?;
        Ok((Happening::Order(state), row.at, row.actor))
    });
    let parts = parts.into_iter().map(|row| {
        let number = u32::try_from(row.number).unwrap_or(0);
        let what = match row.kind.as_str() {
            "parcel" => ParcelState::from_code(&row.after).map(|state| Happening::Parcel { number, state }),
            _ => ReturnState::from_code(&row.after).map(|state| Happening::Return { number, state }),
        };
        Ok((what.ok_or_else(|| Error::Data(format!("{} in state {}", row.kind, row.after)))?, row.at, row.actor))
    });
    let mut steps = states.chain(parts).collect::<Result<Vec<Step>>>()?;
    steps.sort_by_key(|(_, at, _)| *at);
    Ok(steps)
}
