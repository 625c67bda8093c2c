use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{address::Address, language::Language, orders::OrderState};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};

/// An order with what is left to send of it.
pub(crate) struct ToPick {
    pub number: String,
    pub state: OrderState,
    pub placed_at: DateTime<Utc>,
    pub address: Address,
    pub delivery_name: String,
    /// Lines that are complete are left out.
    pub lines: Vec<LineToPick>,
}

/// What is left to send of a line.
pub(crate) struct LineToPick {
    pub quantity: u32,
    pub sku: String,
    pub name: String,
    pub options: String,
}

struct Row {
    place: i64,
    number: String,
    state: String,
    placed_at: DateTime<Utc>,
    address: Value,
    delivery_name: String,
    sku: String,
    name: String,
    options: String,
    left: i64,
}

/// Those of the orders that exist, in the order in which they are asked for, at one moment. Goods go by their names in `language`, or as they were ordered
/// where the catalogue has lost them.
pub(crate) async fn to_pick(connection: &mut PgConnection, language: Language, orders: &[Uuid]) -> Result<Vec<ToPick>> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT wanted.place AS "place!", placed.number AS "number!", placed.state AS "state!", placed.placed_at AS "placed_at!",
                  placed.address AS "address!", placed.delivery_name AS "delivery_name!", line.sku AS "sku!",
                  coalesce(product.name ->> $2, line.name) AS "name!",
                  CASE WHEN variant.id IS NULL THEN line.options
                       ELSE coalesce((SELECT string_agg(value.name ->> $2, ', ' ORDER BY option.position)
                                      FROM catalog_variant_values AS chosen
                                      JOIN catalog_option_values AS value ON value.id = chosen.option_value_id
                                      JOIN catalog_options AS option ON option.id = value.option_id
                                      WHERE chosen.variant_id = variant.id), '') END AS "options!",
                  line.quantity - coalesce((SELECT sum(packed.quantity) FROM orders_parcel_lines AS packed
                                            JOIN orders_parcels AS parcel ON parcel.id = packed.parcel_id
                                            WHERE packed.order_id = line.order_id AND packed.position = line.position
                                              AND parcel.state <> 'returned'), 0) AS "left!"
           FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, place)
           JOIN orders AS placed ON placed.id = wanted.id
           JOIN orders_lines AS line ON line.order_id = placed.id
           LEFT JOIN catalog_variants AS variant ON variant.id = line.variant_id
           LEFT JOIN catalog_products AS product ON product.id = variant.product_id
           WHERE placed.placed_at IS NOT NULL AND placed.state <> 'pending'
           ORDER BY wanted.place, line.position"#,
        orders,
        language.code()
    )
    .fetch_all(connection)
    .await?;
    let mut found: BTreeMap<i64, ToPick> = BTreeMap::new();
    for row in rows {
        let (place, left) = (row.place, u32::try_from(row.left).unwrap_or(0));
        let line = LineToPick { quantity: left, sku: row.sku.clone(), name: row.name.clone(), options: row.options.clone() };
        if let Some(order) = found.get_mut(&place) {
            order.lines.push(line);
        } else {
            found.insert(place, ToPick { lines: vec![line], ..order(row)? });
        }
    }
    let mut orders: Vec<ToPick> = found.into_values().collect();
    for order in &mut orders {
        order.lines.retain(|line| line.quantity > 0);
    }
    Ok(orders)
}

fn order(row: Row) -> Result<ToPick> {
    Ok(ToPick {
        state: OrderState::from_code(&row.state).ok_or_else(|| Error::Data(format!("order state {}", row.state)))?,
        address: serde_json::from_value(row.address).map_err(|error| Error::Data(error.to_string()))?,
        number: row.number,
        placed_at: row.placed_at,
        delivery_name: row.delivery_name,
        lines: Vec::new(),
    })
}

/// The order of a parcel.
///
/// # Errors
/// [`Error::NotFound`] without such a parcel.
pub(crate) async fn order_of_parcel(connection: &mut PgConnection, parcel: Uuid) -> Result<Uuid> {
    sqlx::query_scalar!("SELECT order_id FROM orders_parcels WHERE id = $1", parcel)
        .fetch_optional(connection)
        .await?
        .ok_or(Error::NotFound)
}
