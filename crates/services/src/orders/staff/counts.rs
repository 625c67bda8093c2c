use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{error::Result, pool::Pool};

/// How many paid orders have something left to send: with the last piece an order is shipped.
pub(crate) async fn to_ship(connection: &mut PgConnection) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM orders WHERE state = 'paid' AND placed_at IS NOT NULL"#)
        .fetch_one(connection)
        .await?)
}

/// How many returns are not settled yet.
pub(crate) async fn open_returns(connection: &mut PgConnection) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM orders_returns WHERE state IN ('requested', 'accepted', 'received')"#)
        .fetch_one(connection)
        .await?)
}

/// The orders with a return that is not settled, so many at most.
pub(super) async fn with_open_returns(pool: &Pool, most: i64) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        "SELECT DISTINCT order_id FROM orders_returns WHERE state IN ('requested', 'accepted', 'received') LIMIT $1",
        most
    )
    .fetch_all(pool)
    .await?)
}

/// A day's figures.
pub(crate) struct Figures {
    pub day: NaiveDate,
    /// Orders that were placed.
    pub orders: i64,
    /// Orders that were paid.
    pub paid: i64,
    /// What those cost, in rappen.
    pub revenue: i64,
}

/// The day so far, by the database's clock and the calendar of Zurich.
pub(crate) async fn day(connection: &mut PgConnection) -> Result<Figures> {
    Ok(sqlx::query_as!(
        Figures,
        r#"WITH today AS (SELECT date_trunc('day', now() AT TIME ZONE 'Europe/Zurich') AS begins)
           SELECT begins::date AS "day!",
               (SELECT count(*) FROM orders WHERE placed_at >= begins AT TIME ZONE 'Europe/Zurich') AS "orders!",
               (SELECT count(*) FROM orders WHERE paid_at >= begins AT TIME ZONE 'Europe/Zurich') AS "paid!",
               (SELECT coalesce(sum(total), 0)::bigint FROM orders WHERE paid_at >= begins AT TIME ZONE 'Europe/Zurich') AS "revenue!"
           FROM today"#
    )
    .fetch_one(connection)
    .await?)
}
