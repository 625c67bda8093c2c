//! A large shop to try and measure things on: 20,000 products and 100,000 orders over two years, made from numbers, so that it is the same each time.
//!
//! Set-based SQL (`*.sql`) writes what years of buying would have left behind. The rows come in their final states, so the triggers that guard each step
//! are off meanwhile; constraints and references hold as ever, and `astris audit` finds nothing.

use sqlx::PgConnection;

use crate::{error::Result, shop::Shop};

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// Products.
    pub products: i64,
    /// Orders.
    pub orders: i64,
}

/// Why nothing was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMade {
    /// It is there.
    Already,
    /// There is no category that products could be in.
    NoCategory,
}

/// Tables whose triggers guard one step at a time.
const GUARDED: [&str; 11] = [
    "catalog_products",
    "catalog_variants",
    "catalog_pictures",
    "catalog_options",
    "orders",
    "orders_parcels",
    "orders_parcel_lines",
    "orders_invoices",
    "orders_parts_history",
    "payments",
    "payments_refunds",
];

/// Makes all of it, or nothing. For an empty shop with the demo in it, never for one that sells: the caller sees to that.
///
/// # Errors
/// If the database is away, or its user does not own the tables.
pub async fn make(shop: &Shop) -> Result<Result<Made, NotMade>> {
    let mut transaction = shop.begin().await?;
    sqlx::raw_sql("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '1min'; SET LOCAL work_mem = '128MB'")
        .execute(&mut *transaction)
        .await?;
    guards(&mut transaction, "DISABLE").await?;
    let known: (bool, bool) = sqlx::query_as(
        "SELECT EXISTS (SELECT FROM catalog_products WHERE id = md5('astris-large/product/1')::uuid), EXISTS (SELECT FROM catalog_categories)",
    )
    .fetch_one(&mut *transaction)
    .await?;
    match known {
        (true, _) => return Ok(Err(NotMade::Already)),
        (_, false) => return Ok(Err(NotMade::NoCategory)),
        (false, true) => {}
    }
    for statements in [include_str!("catalogue.sql"), include_str!("orders.sql"), include_str!("stock.sql")] {
        sqlx::raw_sql(statements).execute(&mut *transaction).await?;
    }
    guards(&mut transaction, "ENABLE").await?;
    sqlx::query("SELECT catalog_search_again()").execute(&mut *transaction).await?;
    let (products, orders) = sqlx::query_as("SELECT (SELECT count(*) FROM sample_products), (SELECT count(*) FROM sample_orders)")
        .fetch_one(&mut *transaction)
        .await?;
    transaction.commit().await?;
    let mut connection = shop.pool.acquire().await?;
    sqlx::raw_sql("SET statement_timeout = 0; ANALYZE; RESET statement_timeout").execute(&mut *connection).await?;
    Ok(Ok(Made { products, orders }))
}

/// Switches the guards of the tables.
async fn guards(connection: &mut PgConnection, switch: &'static str) -> Result<()> {
    for table in GUARDED {
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("ALTER TABLE {table} {switch} TRIGGER USER"))).execute(&mut *connection).await?;
    }
    Ok(())
}
