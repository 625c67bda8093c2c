//! SQL of the subroom.

use chrono::{DateTime, Utc};
use domain::{
    ids::VariantId,
    orders::{Pieces, ReturnEvent, ReturnReason, ReturnState, ReturnView},
};
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

/// What of a line was sent and is not on its way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::orders) struct Returnable {
    /// The line's position in its order.
    pub position: u32,
    /// Pieces that the buyer has.
    pub there: u32,
    /// How many of them may go back now; fewer once the time for a parcel is over, by the database's clock.
    pub in_time: u32,
}

/// The lines of which pieces were sent. `days` is the time after a parcel was handed over.
pub(in crate::orders) async fn returnable(connection: &mut PgConnection, order: Uuid, days: u32) -> Result<Vec<Returnable>> {
    let rows = sqlx::query!(
        r#"WITH sent AS (
               SELECT line.position, sum(line.quantity) AS pieces,
                      sum(line.quantity) FILTER (WHERE parcel.handed_over_at > now() - make_interval(days => $2)) AS in_time
               FROM orders_parcel_lines AS line JOIN orders_parcels AS parcel ON parcel.id = line.parcel_id
               WHERE line.order_id = $1 AND parcel.state IN ('handed_over', 'delivered') GROUP BY line.position),
           claimed AS (
               SELECT line.position, sum(line.quantity) AS pieces
               FROM orders_return_lines AS line JOIN orders_returns AS goods ON goods.id = line.return_id
               WHERE line.order_id = $1 AND goods.state <> 'refused' GROUP BY line.position)
           SELECT sent.position, sent.pieces - coalesce(claimed.pieces, 0) AS "there!", coalesce(sent.in_time, 0) AS "in_time!"
           FROM sent LEFT JOIN claimed USING (position) ORDER BY sent.position"#,
        order,
        i32::try_from(days).unwrap_or(i32::MAX)
    )
    .fetch_all(connection)
    .await?;
    let lines = rows.into_iter().map(|row| {
        let there = u32::try_from(row.there).unwrap_or(0);
        let in_time = u32::try_from(row.in_time).unwrap_or(0).min(there);
        Returnable { position: u32::try_from(row.position).unwrap_or(0), there, in_time }
    });
    Ok(lines.collect())
}

/// What an order's earlier request was, by its number.
pub(super) async fn hash_of(connection: &mut PgConnection, order: Uuid, number: u32) -> Result<Option<Vec<u8>>> {
    Ok(sqlx::query_scalar!(
        "SELECT request_hash FROM orders_returns WHERE order_id = $1 AND number = $2",
        order,
        i32::try_from(number).unwrap_or(i32::MAX)
    )
    .fetch_optional(connection)
    .await?)
}

/// How many returns an order has.
pub(super) async fn count(connection: &mut PgConnection, order: Uuid) -> Result<usize> {
    let count =
        sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM orders_returns WHERE order_id = $1"#, order).fetch_one(connection).await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// A return to be made.
pub(super) struct NewReturn<'a> {
    pub id: Uuid,
    pub order: Uuid,
    pub request_hash: &'a [u8],
    pub reason: ReturnReason,
    pub words: &'a str,
    pub pieces: &'a [Pieces],
}

/// Writes a return down; the caller has locked the order. The database refuses a piece too many.
pub(super) async fn insert(connection: &mut PgConnection, goods: &NewReturn<'_>) -> Result<Part> {
    let number = sqlx::query_scalar!(
        r#"INSERT INTO orders_returns (id, order_id, number, request_hash, state, reason, words)
           VALUES ($1, $2, (SELECT count(*) + 1 FROM orders_returns WHERE order_id = $2), $3, 'requested', $4, $5) RETURNING number"#,
        goods.id,
        goods.order,
        goods.request_hash,
        goods.reason.code(),
        goods.words
    )
    .fetch_one(&mut *connection)
    .await?;
    for pieces in goods.pieces {
        sqlx::query!(
            "INSERT INTO orders_return_lines (return_id, order_id, position, quantity) VALUES ($1, $2, $3, $4)",
            goods.id,
            goods.order,
            i32::try_from(pieces.position).map_err(|_| Error::NotFound)?,
            i32::try_from(pieces.quantity).map_err(|_| Error::Data("quantity beyond the range".into()))?
        )
        .execute(&mut *connection)
        .await?;
    }
    let part = Part { kind: Kind::Return, order: goods.order, id: goods.id, number };
    let step = Step { event: "request", before: None, after: ReturnState::Requested.code() };
    parts_history::write(connection, part, step, Actor::Buyer).await?;
    Ok(part)
}

/// The order of a return.
pub(super) async fn order_of(pool: &Pool, goods: Uuid) -> Result<Uuid> {
    sqlx::query_scalar!("SELECT order_id FROM orders_returns WHERE id = $1", goods).fetch_optional(pool).await?.ok_or(Error::NotFound)
}

/// Moves a return of a locked order and writes it to its history. `None` when the state machine forbids it.
pub(super) async fn step(
    connection: &mut PgConnection,
    part: Part,
    before: ReturnState,
    event: ReturnEvent,
    (actor, answer): (Actor, &str),
) -> Result<Option<ReturnState>> {
    let Some(after) = before.after(event) else { return Ok(None) };
    sqlx::query!(
        "UPDATE orders_returns SET state = $2, answer = CASE WHEN $4 = '' THEN answer ELSE $4 END WHERE id = $1 AND state = $3",
        part.id,
        after.code(),
        before.code(),
        answer
    )
    .execute(&mut *connection)
    .await?;
    parts_history::write(connection, part, Step { event: event.code(), before: Some(before.code()), after: after.code() }, actor).await?;
    Ok(Some(after))
}

/// Notes that the goods of a received return are for sale again.
pub(super) async fn mark_restocked(connection: &mut PgConnection, goods: Uuid) -> Result<()> {
    sqlx::query!("UPDATE orders_returns SET restocked = true WHERE id = $1", goods).execute(connection).await?;
    Ok(())
}

/// A line that comes back: the variant and how many pieces.
pub(super) struct ReturnedLine {
    pub variant: VariantId,
    pub quantity: u32,
}

/// The goods of a return.
pub(super) async fn returned_lines(connection: &mut PgConnection, goods: Uuid) -> Result<Vec<ReturnedLine>> {
    let rows = sqlx::query!(
        r#"SELECT line.variant_id, back.quantity
           FROM orders_return_lines AS back JOIN orders_lines AS line ON line.order_id = back.order_id AND line.position = back.position
           WHERE back.return_id = $1 ORDER BY back.position"#,
        goods
    )
    .fetch_all(connection)
    .await?;
    let lines =
        rows.into_iter().map(|row| ReturnedLine { variant: VariantId(row.variant_id), quantity: u32::try_from(row.quantity).unwrap_or(0) });
    Ok(lines.collect())
}

/// Writes down what the buyer paid for the goods of a return, and answers it, in rappen: of each line's price after its discount the part of these
/// pieces. What several returns of a line are worth sums to what the line cost, however it was divided.
pub(super) async fn appraise(connection: &mut PgConnection, goods: Uuid) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"UPDATE orders_returns SET worth = (
               SELECT coalesce(sum((line.total - line.discount) * (before.pieces + back.quantity) / line.quantity
                                   - (line.total - line.discount) * before.pieces / line.quantity), 0)::bigint
               FROM orders_return_lines AS back
               JOIN orders_lines AS line ON line.order_id = back.order_id AND line.position = back.position
               CROSS JOIN LATERAL (
                   SELECT coalesce(sum(earlier.quantity), 0)::bigint AS pieces
                   FROM orders_return_lines AS earlier JOIN orders_returns AS received ON received.id = earlier.return_id
                   WHERE earlier.order_id = back.order_id AND earlier.position = back.position AND received.worth IS NOT NULL) AS before
               WHERE back.return_id = $1)
           WHERE id = $1 RETURNING worth AS "worth!""#,
        goods
    )
    .fetch_one(connection)
    .await?)
}

/// What a received return is worth, in rappen.
pub(super) async fn worth(connection: &mut PgConnection, goods: Uuid) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!("SELECT worth FROM orders_returns WHERE id = $1", goods).fetch_one(connection).await?)
}

struct ReturnRow {
    id: Uuid,
    number: i32,
    state: String,
    reason: String,
    words: String,
    answer: String,
    requested_at: DateTime<Utc>,
}

/// The order's returns, the first one first.
pub(in crate::orders) async fn returns(connection: &mut PgConnection, order: Uuid) -> Result<Vec<ReturnView>> {
    let rows = sqlx::query_as!(
        ReturnRow,
        "SELECT id, number, state, reason, words, answer, requested_at FROM orders_returns WHERE order_id = $1 ORDER BY number",
        order
    )
    .fetch_all(&mut *connection)
    .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let lines = sqlx::query!("SELECT return_id, position, quantity FROM orders_return_lines WHERE order_id = $1 ORDER BY position", order)
        .fetch_all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let pieces = lines.iter().filter(|line| line.return_id == row.id);
            let pieces = pieces.map(|line| Pieces {
                position: u32::try_from(line.position).unwrap_or(0),
                quantity: u32::try_from(line.quantity).unwrap_or(0),
            });
            Ok(ReturnView {
                pieces: pieces.collect(),
                id: row.id,
                number: u32::try_from(row.number).unwrap_or(0),
                state: ReturnState::from_code(&row.state).ok_or_else(|| Error::Data(format!("return state {}", row.state)))?,
                reason: ReturnReason::from_code(&row.reason).ok_or_else(|| Error::Data(format!("reason {}", row.reason)))?,
                words: row.words,
                answer: row.answer,
                requested_at: row.requested_at,
            })
        })
        .collect()
}

/// One return of a locked order.
pub(super) async fn one(connection: &mut PgConnection, order: Uuid, goods: Uuid) -> Result<ReturnView> {
    returns(connection, order).await?.into_iter().find(|known| known.id == goods).ok_or(Error::NotFound)
}

/// A return as its history names it.
pub(super) fn part(order: Uuid, goods: &ReturnView) -> Part {
    Part { kind: Kind::Return, order, id: goods.id, number: i32::try_from(goods.number).unwrap_or(0) }
}
