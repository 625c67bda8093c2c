//! The history of an order's parcels and returns.

use domain::orders::{Happening, ParcelState, ReturnState, TimelineEntry};
use sqlx::PgConnection;
use uuid::Uuid;

use super::Actor;
use crate::error::{Error, Result};

/// What has a history of its own beside its order's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Parcel,
    Return,
}

/// Which parcel or return of which order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub kind: Kind,
    pub order: Uuid,
    pub id: Uuid,
    /// Which of the order's, from 1.
    pub number: i32,
}

/// What happened to it: the event's name, and the states' names before and after.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub event: &'static str,
    /// None where it came to be.
    pub before: Option<&'static str>,
    pub after: &'static str,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Parcel => "parcel",
            Self::Return => "return",
        }
    }
}

/// Writes a line, in the transaction of what happened.
pub(super) async fn write(connection: &mut PgConnection, part: Part, step: Step, actor: Actor) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders_parts_history (order_id, kind, part_id, number, event, before, after, actor) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        part.order,
        part.kind.code(),
        part.id,
        part.number,
        step.event,
        step.before,
        step.after,
        actor.code()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What the buyer is shown of it: the changes of state, without what happens in the house only.
pub(super) async fn timeline(connection: &mut PgConnection, order: Uuid) -> Result<Vec<TimelineEntry>> {
    let rows = sqlx::query!(
        r#"SELECT kind, number, after, at FROM orders_parts_history
           WHERE order_id = $1 AND after <> 'packed' AND before IS DISTINCT FROM after ORDER BY id"#,
        order
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let number = u32::try_from(row.number).unwrap_or(0);
            let what = match row.kind.as_str() {
                "parcel" => ParcelState::from_code(&row.after).map(|state| Happening::Parcel { number, state }),
                _ => ReturnState::from_code(&row.after).map(|state| Happening::Return { number, state }),
            };
            let what = what.ok_or_else(|| Error::Data(format!("{} in state {}", row.kind, row.after)))?;
            Ok(TimelineEntry { what, at: row.at })
        })
        .collect()
}
