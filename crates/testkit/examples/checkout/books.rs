//! Whether the books are right after all the load.

use sqlx::PgConnection;

use crate::Failure;

/// What a database holds.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    /// Pieces available, held and sold.
    pieces: i64,
    held: i64,
    orders: i64,
}

pub async fn count(database: &mut PgConnection) -> Result<Count, Failure> {
    let (pieces, held, orders) = sqlx::query_as(
        "SELECT coalesce(sum(available::bigint + held + sold), 0)::bigint, coalesce(sum(held), 0)::bigint, (SELECT count(*) FROM orders)
         FROM stock_levels",
    )
    .fetch_one(database)
    .await?;
    Ok(Count { pieces, held, orders })
}

/// Fails unless exactly so many orders of one piece came since.
pub async fn check(database: &mut PgConnection, before: &Count, orders: u64) -> Result<(), Failure> {
    let now = count(&mut *database).await?;
    let wrong: i64 = sqlx::query_scalar("SELECT count(*) FROM stock_discrepancies").fetch_one(database).await?;
    let came = i64::try_from(orders)?;
    if wrong != 0 || now.pieces != before.pieces || now.held - before.held != came || now.orders - before.orders != came {
        return Err(format!("the books are wrong: {before:?}, then {orders} orders, and now {now:?} with {wrong} discrepancies").into());
    }
    Ok(())
}
