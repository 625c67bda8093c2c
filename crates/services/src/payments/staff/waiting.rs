use sqlx::PgConnection;
use uuid::Uuid;

use crate::{error::Result, pool::Pool};

/// How many payments are in quarantine.
pub(crate) async fn quarantined(connection: &mut PgConnection) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM payments WHERE state = 'quarantined'"#).fetch_one(connection).await?)
}

/// The orders with a payment in quarantine, so many at most.
pub(crate) async fn orders_in_quarantine(pool: &Pool, most: i64) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!("SELECT DISTINCT order_id FROM payments WHERE state = 'quarantined' LIMIT $1", most).fetch_all(pool).await?)
}

/// How many notices of gateways do not get through: tried and not worked off yet, or given up within a week, when the reconciliation has long seen to
/// what they were about.
pub(crate) async fn failed_notices(connection: &mut PgConnection) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT (SELECT count(*) FROM payments_notices WHERE done_at IS NULL AND attempts > 0)
                + (SELECT count(*) FROM payments_notices WHERE outcome = 'given_up' AND done_at > now() - interval '7 days') AS "count!""#
    )
    .fetch_one(connection)
    .await?)
}
