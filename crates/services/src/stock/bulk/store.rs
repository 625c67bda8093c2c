//! SQL of bookings for several articles: a handful of statements for all of them, so that orders wait no longer than for one.

use std::collections::HashMap;

use domain::{
    ids::VariantId,
    stock::{MovementKind, StockLevel},
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// An article inside of a transaction.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub sku: String,
    pub level: StockLevel,
}

/// What is booked for one article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Booking {
    pub variant: Uuid,
    pub change: i32,
}

/// Makes articles known to the stock and locks them, against other staff and with all their buckets, in the order of their ids.
pub(super) async fn lock(connection: &mut PgConnection, variants: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "WITH variant AS (INSERT INTO stock_variants (variant_id) SELECT id FROM catalog_variants WHERE id = ANY($1) ORDER BY id
                          ON CONFLICT DO NOTHING RETURNING variant_id)
         INSERT INTO stock_buckets (variant_id, bucket) SELECT variant_id, 0 FROM variant",
        variants
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!("SELECT variant_id FROM stock_variants WHERE variant_id = ANY($1) ORDER BY variant_id FOR NO KEY UPDATE", variants)
        .fetch_all(&mut *connection)
        .await?;
    sqlx::query!("SELECT variant_id FROM stock_buckets WHERE variant_id = ANY($1) ORDER BY variant_id, bucket FOR NO KEY UPDATE", variants)
        .fetch_all(connection)
        .await?;
    Ok(())
}

/// The articles as they stand, locked before.
pub(super) async fn standing(connection: &mut PgConnection, variants: &[Uuid]) -> Result<HashMap<Uuid, Standing>> {
    let rows = sqlx::query!(
        r#"SELECT variant.id, variant.sku, level.available AS "available!", level.held AS "held!", level.sold AS "sold!",
                  level.backorder AS "backorder!"
           FROM catalog_variants AS variant JOIN stock_levels AS level ON level.variant_id = variant.id WHERE variant.id = ANY($1)"#,
        variants
    )
    .fetch_all(connection)
    .await?;
    let standing = rows.into_iter().map(|row| {
        let level = StockLevel {
            variant: VariantId(row.id),
            available: row.available,
            held: row.held.cast_unsigned(),
            sold: row.sold.cast_unsigned(),
            backorder: row.backorder,
        };
        (row.id, Standing { sku: row.sku, level })
    });
    Ok(standing.collect())
}

/// The number of each article's last movement that people have caused; none for those without.
pub(super) async fn last_by_people(connection: &mut PgConnection, variants: &[Uuid]) -> Result<HashMap<Uuid, i64>> {
    let rows = sqlx::query!(
        r#"SELECT wanted.id AS "id!", last.id AS "movement!"
           FROM unnest($1::uuid[]) AS wanted (id)
           CROSS JOIN LATERAL (SELECT id FROM stock_movements AS movement
                               WHERE movement.variant_id = wanted.id AND movement.order_id IS NULL ORDER BY movement.id DESC LIMIT 1) AS last"#,
        variants
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.movement)).collect())
}

/// Writes a movement for each article and spreads the pieces over its buckets. `act` names the movements together with the article: once for each.
pub(super) async fn book(
    connection: &mut PgConnection,
    act: Uuid,
    (kind, reason, actor): (MovementKind, &str, &str),
    bookings: &[Booking],
) -> Result<()> {
    let variants: Vec<Uuid> = bookings.iter().map(|booking| booking.variant).collect();
    let changes: Vec<i32> = bookings.iter().map(|booking| booking.change).collect();
    // Both ids are unique, and what a key is made of is no secret.
    let keys: Vec<Uuid> = variants.iter().map(|variant| Uuid::from_u128(act.as_u128() ^ variant.as_u128().rotate_left(64))).collect();
    sqlx::query!(
        "INSERT INTO stock_movements (variant_id, kind, quantity, reason, actor, act_key)
         SELECT variant, $4, change, $5, $6, key FROM unnest($1::uuid[], $2::integer[], $3::uuid[]) AS booked (variant, change, key)",
        &variants,
        &changes,
        &keys,
        kind.code(),
        reason,
        actor
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "SELECT stock_spread(variant, change)::text AS done FROM unnest($1::uuid[], $2::integer[]) AS booked (variant, change)",
        &variants,
        &changes
    )
    .fetch_all(connection)
    .await?;
    Ok(())
}
