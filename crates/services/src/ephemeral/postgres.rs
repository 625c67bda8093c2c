//! The store in PostgreSQL. The database's clock alone decides what is over, so nodes with wrong clocks agree.

use std::time::Duration;

use sqlx::PgPool;

use super::{Entry, EphemeralError};

/// Rows removed per statement of a sweep, so that it never holds many locks.
const SWEEP_BATCH: i64 = 1_000;

/// The unlogged table `ephemeral_entries`.
#[derive(Clone, Debug)]
pub struct PostgresStore {
    pool: PgPool,
}

impl PostgresStore {
    pub(super) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    pub(super) async fn get(&self, key: &str) -> Result<Option<Entry>, EphemeralError> {
        let row = sqlx::query!("SELECT value, version FROM ephemeral_entries WHERE key = $1 AND expires_at > now()", key)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| Entry { value: row.value, version: row.version.cast_unsigned() }))
    }

    pub(super) async fn put(&self, key: &str, value: &[u8], ttl: Duration) -> Result<u64, EphemeralError> {
        let version = sqlx::query_scalar!(
            "INSERT INTO ephemeral_entries AS entry (key, value, version, expires_at)
             VALUES ($1, $2, 1, now() + make_interval(secs => $3))
             ON CONFLICT (key) DO UPDATE
             SET value = EXCLUDED.value, expires_at = EXCLUDED.expires_at,
                 version = CASE WHEN entry.expires_at > now() THEN entry.version + 1 ELSE 1 END
             RETURNING version",
            key,
            value,
            ttl.as_secs_f64()
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(version.cast_unsigned())
    }

    pub(super) async fn put_if(&self, key: &str, value: &[u8], expected: u64, ttl: Duration) -> Result<Option<u64>, EphemeralError> {
        let version = if expected == 0 {
            sqlx::query_scalar!(
                "INSERT INTO ephemeral_entries AS entry (key, value, version, expires_at)
                 VALUES ($1, $2, 1, now() + make_interval(secs => $3))
                 ON CONFLICT (key) DO UPDATE
                 SET value = EXCLUDED.value, expires_at = EXCLUDED.expires_at, version = 1
                 WHERE entry.expires_at <= now()
                 RETURNING version",
                key,
                value,
                ttl.as_secs_f64()
            )
            .fetch_optional(&self.pool)
            .await?
        } else {
            sqlx::query_scalar!(
                "UPDATE ephemeral_entries
                 SET value = $2, expires_at = now() + make_interval(secs => $3), version = version + 1
                 WHERE key = $1 AND version = $4 AND expires_at > now()
                 RETURNING version",
                key,
                value,
                ttl.as_secs_f64(),
                expected.cast_signed()
            )
            .fetch_optional(&self.pool)
            .await?
        };
        Ok(version.map(i64::cast_unsigned))
    }

    pub(super) async fn delete(&self, key: &str) -> Result<(), EphemeralError> {
        sqlx::query!("DELETE FROM ephemeral_entries WHERE key = $1", key).execute(&self.pool).await?;
        Ok(())
    }

    pub(super) async fn sweep(&self) -> Result<u64, EphemeralError> {
        let mut swept = 0;
        loop {
            // Entries that are being written at this moment are not over any more, so locked ones are left alone.
            let batch = sqlx::query!(
                "DELETE FROM ephemeral_entries WHERE key IN
                 (SELECT key FROM ephemeral_entries WHERE expires_at <= now() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)",
                SWEEP_BATCH
            )
            .execute(&self.pool)
            .await?
            .rows_affected();
            swept += batch;
            if batch < SWEEP_BATCH.cast_unsigned() {
                return Ok(swept);
            }
        }
    }
}
