//! Orders as CSV, a row for each line.

use domain::{
    accounts::Permission,
    backoffice::{OrderQuery, OrderSort},
    csv::write_row,
    money::Money,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::Acting;
use crate::{
    audit_log::{self, Entry},
    error::Result,
    shop::Shop,
};

/// Orders of one piece.
const PIECE: usize = 500;

const HEAD: [&str; 26] = [
    "number",
    "placed_at",
    "paid_at",
    "state",
    "language",
    "name",
    "email",
    "street",
    "postal_code",
    "city",
    "country",
    "delivery",
    "payment_method",
    "currency",
    "items_total",
    "discount_total",
    "delivery_fee",
    "total",
    "gift_card_total",
    "sku",
    "item",
    "options",
    "quantity",
    "unit_price",
    "line_total",
    "vat_rate",
];

/// Orders on their way out, piece by piece.
#[derive(Debug)]
pub struct OrderExport {
    orders: Vec<Uuid>,
    written: usize,
    has_head: bool,
}

/// Begins to take out the orders that a search finds, on all its pages, the newest first unless the search says otherwise. Stands in the audit log, with how
/// many they were; what was searched for may be somebody's name and does not.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn export(shop: &Shop, by: impl Into<Acting>, query: &OrderQuery) -> Result<OrderExport> {
    let by = by.into();
    by.may_all(&[Permission::SeeOrders, Permission::Export])?;
    let (words, states) = (query.words(), query.states.iter().map(|state| state.code().to_owned()).collect::<Vec<_>>());
    let mut transaction = shop.begin().await?;
    let orders = sqlx::query_scalar!(
        r#"SELECT placed.id FROM orders AS placed
           WHERE placed.placed_at IS NOT NULL AND (cardinality($2::text[]) = 0 OR placed.state = ANY($2))
             AND ($1 = '' OR placed.id IN (SELECT orders_found($1)))
           ORDER BY CASE WHEN $3 THEN placed.placed_at END, placed.placed_at DESC, placed.id"#,
        words,
        &states,
        query.sort == OrderSort::Oldest
    )
    .fetch_all(&mut *transaction)
    .await?;
    let after = json!({ "orders": orders.len(), "states": states, "searched": !words.is_empty() });
    audit_log::write(&mut transaction, by, Entry { action: "export.orders", subject: "orders", before: json!({}), after }).await?;
    transaction.commit().await?;
    Ok(OrderExport { orders, written: 0, has_head: false })
}

impl OrderExport {
    /// The next piece of the file; none at its end.
    ///
    /// # Errors
    /// If the database is away.
    pub async fn next(&mut self, shop: &Shop) -> Result<Option<String>> {
        let mut csv = String::new();
        if !std::mem::replace(&mut self.has_head, true) {
            write_row(&mut csv, HEAD);
        }
        let end = self.orders.len().min(self.written + PIECE);
        let piece = &self.orders[self.written..end];
        self.written = end;
        if !piece.is_empty() {
            write(shop, piece, &mut csv).await?;
        }
        Ok(Some(csv).filter(|csv| !csv.is_empty()))
    }
}

/// Adds a row for each line of the orders.
async fn write(shop: &Shop, orders: &[Uuid], csv: &mut String) -> Result<()> {
    let rows = sqlx::query!(
        r#"SELECT placed.number AS "number!", placed.placed_at AS "placed_at!", placed.paid_at, placed.state, placed.language, placed.address, placed.email,
                  placed.delivery_name, placed.payment_method, placed.currency, placed.items_total, placed.discount_total, placed.delivery_fee,
                  placed.total, placed.gift_card_total, line.sku, line.name, line.options, line.quantity, line.unit_price, line.total AS line_total, line.vat_rate
           FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, place) JOIN orders AS placed ON placed.id = wanted.id
           JOIN orders_lines AS line ON line.order_id = placed.id
           ORDER BY wanted.place, line.position"#,
        orders
    )
    .fetch_all(&shop.pool)
    .await?;
    for row in rows {
        let part = |field: &str| row.address.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        let francs = |amount: i64| Money::rappen(amount).plain();
        let time = |at: chrono::DateTime<chrono::Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let mut cells = vec![
            row.number,
            time(row.placed_at),
            row.paid_at.map(time).unwrap_or_default(),
            row.state,
            row.language,
            part("name"),
            row.email,
        ];
        cells.extend(["street", "postal_code", "city", "country"].map(part));
        cells.extend([row.delivery_name, row.payment_method, row.currency]);
        cells.extend([row.items_total, row.discount_total, row.delivery_fee, row.total, row.gift_card_total].map(francs));
        cells.extend([row.sku, row.name, row.options, row.quantity.to_string(), francs(row.unit_price), francs(row.line_total)]);
        // Basis points are hundredths of a per cent as rappen are of a franc.
        cells.push(francs(i64::from(row.vat_rate)));
        write_row(csv, cells.iter().map(String::as_str));
    }
    Ok(())
}
