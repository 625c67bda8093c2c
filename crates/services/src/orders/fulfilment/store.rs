//! SQL of the subroom.

use chrono::{DateTime, Utc};
use domain::orders::{Carrier, LineProgress, ParcelEvent, ParcelState, ParcelView, Pieces, Tracking};
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::{
    Actor,
    parts_history::{self, Kind, Part, Step},
};
use crate::{
    error::{Error, Result},
    pool::Pool,
};

/// The id of an order by its number for people.
pub(super) async fn id_of_number(pool: &Pool, number: &str) -> Result<Uuid> {
    sqlx::query_scalar!("SELECT id FROM orders WHERE number = $1 AND state <> 'pending'", number)
        .fetch_optional(pool)
        .await?
        .ok_or(Error::NotFound)
}

/// The order of a parcel.
pub(super) async fn order_of(pool: &Pool, parcel: Uuid) -> Result<Uuid> {
    sqlx::query_scalar!("SELECT order_id FROM orders_parcels WHERE id = $1", parcel).fetch_optional(pool).await?.ok_or(Error::NotFound)
}

/// What of an order's lines was sent.
pub(crate) async fn progress(connection: &mut PgConnection, order: Uuid) -> Result<Vec<LineProgress>> {
    let rows = sqlx::query!(
        r#"SELECT line.position, line.quantity,
               coalesce((SELECT sum(packed.quantity) FROM orders_parcel_lines AS packed JOIN orders_parcels AS parcel ON parcel.id = packed.parcel_id
                         WHERE packed.order_id = line.order_id AND packed.position = line.position AND parcel.state <> 'returned'), 0) AS "sent!"
           FROM orders_lines AS line WHERE line.order_id = $1 ORDER BY line.position"#,
        order
    )
    .fetch_all(connection)
    .await?;
    let lines = rows.into_iter().map(|row| LineProgress {
        position: u32::try_from(row.position).unwrap_or(0),
        ordered: u32::try_from(row.quantity).unwrap_or(0),
        sent: u32::try_from(row.sent).unwrap_or(u32::MAX),
    });
    Ok(lines.collect())
}

/// A parcel that was made by a request.
pub(super) struct Requested {
    pub id: Uuid,
    pub order_id: Uuid,
    pub request_hash: Vec<u8>,
}

/// The parcel that a request with this key has made before.
pub(super) async fn by_request_key(connection: &mut PgConnection, key: Uuid) -> Result<Option<Requested>> {
    Ok(sqlx::query_as!(Requested, "SELECT id, order_id, request_hash FROM orders_parcels WHERE request_key = $1", key)
        .fetch_optional(connection)
        .await?)
}

/// A parcel to be made.
pub(super) struct NewParcel<'a> {
    pub id: Uuid,
    pub order: Uuid,
    pub request_key: Uuid,
    pub request_hash: &'a [u8],
    pub tracking: &'a Tracking,
    pub pieces: &'a [Pieces],
}

/// Packs a parcel; the caller has locked the order. The database refuses a piece too many.
pub(super) async fn insert(connection: &mut PgConnection, parcel: &NewParcel<'_>, actor: Actor) -> Result<Part> {
    let number = sqlx::query_scalar!(
        r#"INSERT INTO orders_parcels (id, order_id, number, request_key, request_hash, state, carrier, tracking)
           VALUES ($1, $2, (SELECT count(*) + 1 FROM orders_parcels WHERE order_id = $2), $3, $4, 'packed', $5, $6) RETURNING number"#,
        parcel.id,
        parcel.order,
        parcel.request_key,
        parcel.request_hash,
        parcel.tracking.carrier.map(Carrier::code),
        parcel.tracking.number
    )
    .fetch_one(&mut *connection)
    .await?;
    for pieces in parcel.pieces {
        sqlx::query!(
            "INSERT INTO orders_parcel_lines (parcel_id, order_id, position, quantity) VALUES ($1, $2, $3, $4)",
            parcel.id,
            parcel.order,
            i32::try_from(pieces.position).map_err(|_| Error::NotFound)?,
            i32::try_from(pieces.quantity).map_err(|_| Error::Data("quantity beyond the range".into()))?
        )
        .execute(&mut *connection)
        .await?;
    }
    let part = Part { kind: Kind::Parcel, order: parcel.order, id: parcel.id, number };
    parts_history::write(connection, part, Step { event: "pack", before: None, after: ParcelState::Packed.code() }, actor).await?;
    Ok(part)
}

/// Moves a parcel of a locked order and writes it to its history. `None` when the state machine forbids it.
pub(super) async fn step(
    connection: &mut PgConnection,
    part: Part,
    before: ParcelState,
    event: ParcelEvent,
    actor: Actor,
) -> Result<Option<ParcelState>> {
    let Some(after) = before.after(event) else { return Ok(None) };
    sqlx::query!(
        r#"UPDATE orders_parcels SET state = $2, handed_over_at = CASE WHEN $2 = 'handed_over' THEN now() ELSE handed_over_at END
           WHERE id = $1 AND state = $3"#,
        part.id,
        after.code(),
        before.code()
    )
    .execute(&mut *connection)
    .await?;
    let step = Step { event: event.code(), before: Some(before.code()), after: after.code() };
    parts_history::write(connection, part, step, actor).await?;
    Ok(Some(after))
}

struct ParcelRow {
    id: Uuid,
    number: i32,
    state: String,
    carrier: Option<String>,
    tracking: Option<String>,
    handed_over_at: Option<DateTime<Utc>>,
}

/// The order's parcels, the first one first.
pub(crate) async fn parcels(connection: &mut PgConnection, order: Uuid) -> Result<Vec<ParcelView>> {
    let rows = sqlx::query_as!(
        ParcelRow,
        "SELECT id, number, state, carrier, tracking, handed_over_at FROM orders_parcels WHERE order_id = $1 ORDER BY number",
        order
    )
    .fetch_all(&mut *connection)
    .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let lines = sqlx::query!("SELECT parcel_id, position, quantity FROM orders_parcel_lines WHERE order_id = $1 ORDER BY position", order)
        .fetch_all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let pieces = lines.iter().filter(|line| line.parcel_id == row.id);
            let pieces = pieces.map(|line| Pieces {
                position: u32::try_from(line.position).unwrap_or(0),
                quantity: u32::try_from(line.quantity).unwrap_or(0),
            });
            Ok(ParcelView {
                pieces: pieces.collect(),
                id: row.id,
                number: u32::try_from(row.number).unwrap_or(0),
                state: ParcelState::from_code(&row.state).ok_or_else(|| Error::Data(format!("parcel state {}", row.state)))?,
                tracking: Tracking { carrier: row.carrier.as_deref().and_then(Carrier::from_code), number: row.tracking },
                handed_over_at: row.handed_over_at,
            })
        })
        .collect()
}

/// Whether a part of the order, or all of it, has gone out.
pub(crate) async fn has_parcels(connection: &mut PgConnection, order: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"SELECT EXISTS (SELECT 1 FROM orders_parcels WHERE order_id = $1) AS "has!""#, order)
        .fetch_one(connection)
        .await?)
}

/// One parcel of a locked order.
pub(super) async fn parcel(connection: &mut PgConnection, order: Uuid, parcel: Uuid) -> Result<ParcelView> {
    parcels(connection, order).await?.into_iter().find(|known| known.id == parcel).ok_or(Error::NotFound)
}

/// When the buyer was written to about a parcel.
pub(super) async fn notified_at(connection: &mut PgConnection, parcel: Uuid) -> Result<Option<DateTime<Utc>>> {
    Ok(sqlx::query_scalar!("SELECT notified_at FROM orders_parcels WHERE id = $1", parcel).fetch_one(connection).await?)
}

/// When buyers were written to about an order's parcels.
pub(in crate::orders) async fn notified(connection: &mut PgConnection, order: Uuid) -> Result<Vec<(Uuid, Option<DateTime<Utc>>)>> {
    let rows = sqlx::query!("SELECT id, notified_at FROM orders_parcels WHERE order_id = $1", order).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.notified_at)).collect())
}

/// What stands in the audit log of a parcel.
pub(super) fn facts(parcel: &ParcelView) -> Value {
    json!({
        "parcel": parcel.number,
        "state": parcel.state,
        "carrier": parcel.tracking.carrier,
        "tracking": parcel.tracking.number,
    })
}

/// Writes carrier and number anew.
pub(super) async fn set_tracking(connection: &mut PgConnection, parcel: Uuid, tracking: &Tracking) -> Result<()> {
    sqlx::query!(
        "UPDATE orders_parcels SET carrier = $2, tracking = $3 WHERE id = $1",
        parcel,
        tracking.carrier.map(Carrier::code),
        tracking.number
    )
    .execute(connection)
    .await?;
    Ok(())
}
