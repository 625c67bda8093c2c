use sqlx::PgConnection;

use crate::error::Result;

/// How many variants that are on sale have no more than so many pieces left to sell.
pub(crate) async fn low(connection: &mut PgConnection, at_most: u32) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM stock_low($1)"#, i32::try_from(at_most).unwrap_or(i32::MAX))
        .fetch_one(connection)
        .await?)
}
