//! SQL of the room.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    ids::{OrderId, VariantId},
    stock::{MovementKind, MovementView, StockLevel},
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::hold::Short;
use crate::error::{Error, Result};

/// Holds pieces of variants for an order, all or nothing, in one call; the map brings the variants in the order of their ids.
pub(super) async fn hold(connection: &mut PgConnection, order: Uuid, wanted: &BTreeMap<Uuid, i32>) -> Result<Result<(), Short>> {
    let (variants, quantities): (Vec<Uuid>, Vec<i32>) = wanted.iter().unzip();
    let short = sqlx::query!(
        r#"SELECT short_variant AS "variant!", pieces_left AS "left!" FROM stock_hold($1, $2, $3)"#,
        order,
        &variants,
        &quantities
    )
    .fetch_optional(connection)
    .await?;
    Ok(match short {
        Some(short) => Err(Short { variant: VariantId(short.variant), left: u32::try_from(short.left).unwrap_or(0) }),
        None => Ok(()),
    })
}

/// Holds pieces for several orders, each line an order, a variant and a quantity; answers whether all are held.
pub(super) async fn hold_together(connection: &mut PgConnection, lines: &[(Uuid, Uuid, i32)]) -> Result<bool> {
    let (mut orders, mut variants, mut quantities) = (Vec::new(), Vec::new(), Vec::new());
    for &(order, variant, quantity) in lines {
        orders.push(order);
        variants.push(variant);
        quantities.push(quantity);
    }
    let all_held = sqlx::query_scalar!(r#"SELECT stock_hold_together($1, $2, $3) AS "all_held!""#, &orders, &variants, &quantities);
    Ok(all_held.fetch_one(connection).await?)
}

/// What an order held until it was released, by variant.
pub(super) async fn released(connection: &mut PgConnection, order: Uuid) -> Result<BTreeMap<Uuid, i32>> {
    let rows = sqlx::query!("SELECT variant_id, quantity FROM stock_holds WHERE order_id = $1 AND state = 'released'", order)
        .fetch_all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.variant_id, row.quantity)).collect())
}

/// Makes room for a new hold; the ledger keeps the old one.
pub(super) async fn forget_released(connection: &mut PgConnection, order: Uuid) -> Result<()> {
    sqlx::query!("DELETE FROM stock_holds WHERE order_id = $1 AND state = 'released'", order).execute(connection).await?;
    Ok(())
}

/// Makes a variant known to the stock and locks its balance against other staff; orders go on meanwhile.
///
/// A variant that the catalogue does not know is not found.
pub(super) async fn open(connection: &mut PgConnection, variant: VariantId) -> Result<()> {
    let opened = sqlx::query!(
        r#"WITH variant AS (INSERT INTO stock_variants (variant_id) SELECT id FROM catalog_variants WHERE id = $1 ON CONFLICT DO NOTHING
                            RETURNING variant_id)
           INSERT INTO stock_buckets (variant_id, bucket) SELECT variant_id, 0 FROM variant"#,
        variant.0
    )
    .execute(&mut *connection)
    .await?
    .rows_affected();
    let known = sqlx::query!("SELECT variant_id FROM stock_variants WHERE variant_id = $1 FOR NO KEY UPDATE", variant.0)
        .fetch_optional(connection)
        .await?;
    if opened == 0 && known.is_none() { Err(Error::NotFound) } else { Ok(()) }
}

/// A movement that people cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Act {
    pub key: Uuid,
    pub variant: VariantId,
    pub kind: MovementKind,
    pub quantity: i32,
    pub reason: String,
}

/// Writes the movement, unless one with its key is there.
pub(super) async fn write(connection: &mut PgConnection, act: &Act, actor: &str) -> Result<bool> {
    let written = sqlx::query!(
        r#"INSERT INTO stock_movements (variant_id, kind, quantity, reason, actor, act_key) VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (act_key) DO NOTHING"#,
        act.variant.0,
        act.kind.code(),
        act.quantity,
        act.reason,
        actor,
        act.key
    )
    .execute(connection)
    .await?;
    Ok(written.rows_affected() == 1)
}

/// The movement of a key.
pub(super) async fn written(connection: &mut PgConnection, key: Uuid) -> Result<Option<Act>> {
    let row = sqlx::query!("SELECT variant_id, kind, quantity, reason FROM stock_movements WHERE act_key = $1", key)
        .fetch_optional(connection)
        .await?;
    row.map(|row| Ok(Act { key, variant: VariantId(row.variant_id), kind: kind(&row.kind)?, quantity: row.quantity, reason: row.reason }))
        .transpose()
}

/// Lets more or fewer pieces be available and spreads them over the buckets.
pub(super) async fn spread(connection: &mut PgConnection, variant: VariantId, change: i32) -> Result<()> {
    sqlx::query!("SELECT stock_spread($1, $2)::text AS done", variant.0, change).fetch_one(connection).await?;
    Ok(())
}

/// Lets what an order has given back make up for what was promised beyond the stock, before anybody can buy it.
pub(super) async fn settle(connection: &mut PgConnection, order: Uuid) -> Result<()> {
    sqlx::query!("SELECT stock_settle($1)::text AS done", order).fetch_one(connection).await?;
    Ok(())
}

/// Sets whether a variant is sold beyond its stock.
pub(super) async fn allow_backorder(connection: &mut PgConnection, variant: VariantId, beyond_stock: bool) -> Result<()> {
    sqlx::query!("UPDATE stock_variants SET backorder = $2 WHERE variant_id = $1", variant.0, beyond_stock).execute(connection).await?;
    Ok(())
}

/// A variant's sums, as the caller's transaction sees them; none where the stock does not know it.
pub(super) async fn level(connection: &mut PgConnection, variant: VariantId) -> Result<Option<StockLevel>> {
    let row = sqlx::query!(
        r#"SELECT available AS "available!", held AS "held!", sold AS "sold!", backorder AS "backorder!"
           FROM stock_levels WHERE variant_id = $1"#,
        variant.0
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| StockLevel {
        variant,
        available: row.available,
        held: row.held.cast_unsigned(),
        sold: row.sold.cast_unsigned(),
        backorder: row.backorder,
    }))
}

struct MovementRow {
    id: i64,
    kind: String,
    quantity: i32,
    order: Option<String>,
    order_id: Option<Uuid>,
    reason: String,
    actor: Option<String>,
    at: DateTime<Utc>,
}

/// A variant's movements below a number, the newest first.
pub(super) async fn movements(
    connection: &mut PgConnection,
    variant: VariantId,
    before: Option<i64>,
    most: i64,
) -> Result<Vec<MovementView>> {
    let rows = sqlx::query_as!(
        MovementRow,
        r#"SELECT movement.id, movement.kind, movement.quantity, orders.number AS "order?", movement.order_id, movement.reason, movement.actor, movement.at
           FROM stock_movements AS movement LEFT JOIN orders ON orders.id = movement.order_id
           WHERE movement.variant_id = $1 AND ($2::bigint IS NULL OR movement.id < $2)
           ORDER BY movement.id DESC LIMIT $3"#,
        variant.0,
        before,
        most
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let MovementRow { id, quantity, order, order_id, reason, actor, at, .. } = row;
            Ok(MovementView { id, kind: kind(&row.kind)?, quantity, order, order_id: order_id.map(OrderId), reason, actor, at })
        })
        .collect()
}

fn kind(code: &str) -> Result<MovementKind> {
    MovementKind::from_code(code).ok_or_else(|| Error::Data(format!("stock movement {code}")))
}
