use std::time::Duration;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{error::Result, pool::Pool};

/// Inserts the run of the tick that the database's clock is in; `None` when it was claimed before.
pub(super) async fn insert_run(pool: &Pool, job: &str, every: Duration, node: Uuid) -> Result<Option<DateTime<Utc>>> {
    Ok(sqlx::query_scalar!(
        "INSERT INTO jobs_runs (job, tick, node)
         VALUES ($1, date_bin(make_interval(secs => $2), now(), timestamptz 'epoch'), $3)
         ON CONFLICT (job, tick) DO NOTHING
         RETURNING tick",
        job,
        every.as_secs_f64(),
        node
    )
    .fetch_optional(pool)
    .await?)
}

/// Writes how a run ended.
pub(super) async fn close_run(pool: &Pool, job: &str, tick: DateTime<Utc>, outcome: &str) -> Result<()> {
    sqlx::query!("UPDATE jobs_runs SET finished_at = now(), outcome = $3 WHERE job = $1 AND tick = $2", job, tick, outcome)
        .execute(pool)
        .await?;
    Ok(())
}

/// Deletes runs that started longer ago than `age`.
pub(super) async fn delete_older(pool: &Pool, age: Duration) -> Result<u64> {
    let deleted =
        sqlx::query!("DELETE FROM jobs_runs WHERE started_at < now() - make_interval(secs => $1)", age.as_secs_f64()).execute(pool).await?;
    Ok(deleted.rows_affected())
}
