//! Looking at a file of orders: which of them there are already.

use domain::{
    backoffice::{ImportCounts, OrderReader},
    language::Language,
};
use serde_json::Value;
use sqlx::PgConnection;

use super::{next::Waiting, statements::run};
use crate::{error::Result, shop::Shop};

const CHECK: &str = include_str!("sql/check_orders.sql");

/// Reads orders that were placed up to now, by the database's clock.
pub(super) async fn order_reader(connection: &mut PgConnection, import: &Waiting, language: Language) -> Result<OrderReader> {
    let now = sqlx::query_scalar!(r#"SELECT now() AS "now!""#).fetch_one(connection).await?;
    Ok(OrderReader::new(import.format, import.settings.columns.clone(), language, now))
}

/// Keeps orders that were read, until they are written or forgotten.
pub(super) async fn store_orders(connection: &mut PgConnection, import: &Waiting, orders: Vec<Value>) -> Result<()> {
    sqlx::query!(
        "INSERT INTO imports_orders (import_id, line, number, said)
         SELECT $1, line, number, said FROM jsonb_to_recordset($2) AS read (line integer, number text, said jsonb)",
        import.id,
        Value::Array(orders)
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Finds those that stand in the file twice or are known, and counts.
pub(super) async fn check_orders(
    shop: &Shop,
    connection: &mut PgConnection,
    import: &Waiting,
    counts: &mut ImportCounts,
    from: usize,
) -> Result<()> {
    sqlx::raw_sql("ANALYZE imports_orders").execute(&mut *connection).await?;
    run(shop, connection, import.id, CHECK, (from, 100)).await?;
    let found = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM imports_errors WHERE import_id = $1) AS "errors!", count(*) AS "orders!",
                  coalesce(sum(jsonb_array_length(said -> 'lines')), 0)::bigint AS "lines!"
           FROM imports_orders WHERE import_id = $1"#,
        import.id
    )
    .fetch_one(connection)
    .await?;
    let whole = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    counts.errors = whole(found.errors);
    counts.new_orders = whole(found.orders);
    counts.order_lines = whole(found.lines);
    Ok(())
}
