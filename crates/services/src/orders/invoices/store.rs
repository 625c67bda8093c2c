//! SQL of invoices.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::Gap;
use crate::{error::Result, pool::Pool};

/// An invoice's row.
pub(super) struct InvoiceRow {
    pub year: i32,
    pub number: i32,
    pub issued_at: DateTime<Utc>,
    /// Who sold, where the invoice keeps it.
    pub seller: Option<Value>,
}

impl InvoiceRow {
    /// The number for people, which no order's number looks like: `R2026-00017`.
    pub fn number(&self) -> String {
        format!("R{}-{:05}", self.year, self.number)
    }
}

pub(super) async fn invoice(connection: &mut PgConnection, order: Uuid) -> Result<Option<InvoiceRow>> {
    Ok(sqlx::query_as!(InvoiceRow, "SELECT year, number, issued_at, seller FROM orders_invoices WHERE order_id = $1", order)
        .fetch_optional(connection)
        .await?)
}

/// The next number of the year, by the database's clock in Switzerland.
pub(super) async fn insert(connection: &mut PgConnection, order: Uuid, seller: Option<Value>) -> Result<()> {
    sqlx::query!(
        r#"WITH counter AS (
               INSERT INTO orders_invoice_years AS years (year, last) VALUES (extract(year FROM now() AT TIME ZONE 'Europe/Zurich')::integer, 1)
               ON CONFLICT (year) DO UPDATE SET last = years.last + 1 RETURNING year, last)
           INSERT INTO orders_invoices (order_id, year, number, seller) SELECT $1, year, last, $2 FROM counter"#,
        order,
        seller
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A line as the invoice shows it.
pub(super) struct LineRow {
    pub name: String,
    pub options: String,
    pub sku: String,
    pub vat_rate: i32,
    pub unit_price: i64,
    pub quantity: i32,
    pub total: i64,
}

pub(super) async fn lines(connection: &mut PgConnection, order: Uuid) -> Result<Vec<LineRow>> {
    Ok(sqlx::query_as!(
        LineRow,
        "SELECT name, options, sku, vat_rate, unit_price, quantity, total FROM orders_lines WHERE order_id = $1 ORDER BY position",
        order
    )
    .fetch_all(connection)
    .await?)
}

pub(super) async fn gaps(pool: &Pool) -> Result<Vec<Gap>> {
    Ok(sqlx::query_as!(
        Gap,
        r#"SELECT years.year, count(invoice.number) AS "invoices!", coalesce(max(invoice.number), 0) AS "highest!", years.last AS counter
           FROM orders_invoice_years AS years LEFT JOIN orders_invoices AS invoice ON invoice.year = years.year
           GROUP BY years.year, years.last
           HAVING count(invoice.number) <> years.last OR coalesce(max(invoice.number), 0) <> years.last
           ORDER BY years.year"#
    )
    .fetch_all(pool)
    .await?)
}
