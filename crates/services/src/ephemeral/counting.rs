//! Counts in PostgreSQL, for where no Redis counts. One statement each, so that racers are counted one after the other, by the database's clock.

use std::time::Duration;

use super::{Count, EphemeralError, postgres::PostgresStore};

/// Rows removed per statement of a sweep, so that it never holds many locks.
const SWEEP_BATCH: i64 = 1_000;

impl PostgresStore {
    /// Time is read when the row is had and not when the statement began: a racer may have waited for it until the window was over.
    pub(super) async fn count(&self, key: &str, window: Duration) -> Result<Count, EphemeralError> {
        let row = sqlx::query!(
            r#"INSERT INTO ephemeral_counters AS counter (key, count, expires_at)
               VALUES ($1, 1, clock_timestamp() + make_interval(secs => $2))
               ON CONFLICT (key) DO UPDATE
               SET count = CASE WHEN counter.expires_at > clock_timestamp() THEN counter.count + 1 ELSE 1 END,
                   expires_at = CASE WHEN counter.expires_at > clock_timestamp() THEN counter.expires_at
                                ELSE clock_timestamp() + make_interval(secs => $2) END
               RETURNING count, extract(epoch FROM expires_at - clock_timestamp())::float8 AS "left!""#,
            key,
            window.as_secs_f64()
        )
        .fetch_one(self.pool())
        .await?;
        Ok(Count { times: row.count.unsigned_abs(), left: Duration::try_from_secs_f64(row.left).unwrap_or_default() })
    }

    pub(super) async fn uncount(&self, key: &str) -> Result<(), EphemeralError> {
        sqlx::query!("UPDATE ephemeral_counters SET count = count - 1 WHERE key = $1 AND count > 0 AND expires_at > now()", key)
            .execute(self.pool())
            .await?;
        Ok(())
    }

    pub(super) async fn sweep_counts(&self) -> Result<u64, EphemeralError> {
        let mut swept = 0;
        loop {
            // A count that is being made at this moment may have begun anew, so locked ones are left alone.
            let batch = sqlx::query!(
                "DELETE FROM ephemeral_counters WHERE key IN
                 (SELECT key FROM ephemeral_counters WHERE expires_at <= now() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)",
                SWEEP_BATCH
            )
            .execute(self.pool())
            .await?
            .rows_affected();
            swept += batch;
            if batch < SWEEP_BATCH.cast_unsigned() {
                return Ok(swept);
            }
        }
    }
}
