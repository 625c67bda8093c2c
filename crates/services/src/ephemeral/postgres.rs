//! The store in PostgreSQL. The database's clock alone decides what is over, so nodes with wrong clocks agree.

use std::{collections::HashMap, time::Duration};

use super::{Entry, EphemeralError};
use crate::pool::Pool;

/// Rows removed per statement of a sweep, so that it never holds many locks.
const SWEEP_BATCH: i64 = 1_000;

/// The unlogged table `ephemeral_entries`.
#[derive(Clone, Debug)]
pub struct PostgresStore {
    pool: Pool,
}

impl PostgresStore {
    pub(super) fn new(pool: Pool) -> Self {
        Self { pool }
    }

    pub(super) fn pool(&self) -> &Pool {
        &self.pool
    }

    pub(super) async fn get(&self, key: &str) -> Result<Option<Entry>, EphemeralError> {
        let row = sqlx::query!("SELECT value, version FROM ephemeral_entries WHERE key = $1 AND expires_at > now()", key)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| Entry { value: row.value, version: row.version.cast_unsigned() }))
    }

    /// The entries with the time that each has left.
    pub(super) async fn get_lasting(&self, keys: &[String]) -> Result<HashMap<String, (Entry, Duration)>, EphemeralError> {
        let rows = sqlx::query!(
            r#"SELECT key, value, version, extract(epoch FROM expires_at - now())::float8 AS "seconds!"
               FROM ephemeral_entries WHERE key = ANY($1) AND expires_at > now()"#,
            keys
        )
        .fetch_all(&self.pool)
        .await?;
        let lasting = rows.into_iter().map(|row| {
            let left = Duration::try_from_secs_f64(row.seconds).unwrap_or_default();
            (row.key, (Entry { value: row.value, version: row.version.cast_unsigned() }, left))
        });
        Ok(lasting.collect())
    }

    pub(super) async fn get_many(&self, keys: &[String]) -> Result<HashMap<String, Entry>, EphemeralError> {
        Ok(self.get_lasting(keys).await?.into_iter().map(|(key, (entry, _))| (key, entry)).collect())
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
        if expected == 0 {
            return self.put_if_absent(key, value, 1, ttl).await;
        }
        let version = sqlx::query_scalar!(
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
        .await?;
        Ok(version.map(i64::cast_unsigned))
    }

    /// Puts an entry that is absent or over, with a version of the caller's choice.
    pub(super) async fn put_if_absent(&self, key: &str, value: &[u8], version: u64, ttl: Duration) -> Result<Option<u64>, EphemeralError> {
        let version = sqlx::query_scalar!(
            "INSERT INTO ephemeral_entries AS entry (key, value, version, expires_at)
             VALUES ($1, $2, $4, now() + make_interval(secs => $3))
             ON CONFLICT (key) DO UPDATE
             SET value = EXCLUDED.value, expires_at = EXCLUDED.expires_at, version = EXCLUDED.version
             WHERE entry.expires_at <= now()
             RETURNING version",
            key,
            value,
            ttl.as_secs_f64(),
            version.cast_signed()
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(version.map(i64::cast_unsigned))
    }

    pub(super) async fn delete(&self, key: &str) -> Result<(), EphemeralError> {
        sqlx::query!("DELETE FROM ephemeral_entries WHERE key = $1", key).execute(&self.pool).await?;
        Ok(())
    }

    /// Removes what is over, of the keys that begin with the prefix or of those that do not.
    pub(super) async fn sweep(&self, prefix: &str, beginning: bool) -> Result<u64, EphemeralError> {
        let mut swept = 0;
        loop {
            // Entries that are being written at this moment are not over any more, so locked ones are left alone.
            let batch = sqlx::query!(
                "DELETE FROM ephemeral_entries WHERE key IN
                 (SELECT key FROM ephemeral_entries WHERE expires_at <= now() AND starts_with(key, $2) = $3 ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)",
                SWEEP_BATCH,
                prefix,
                beginning
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

    /// What the database says about the copies in Redis.
    pub(super) async fn copies(&self) -> Result<Copies, EphemeralError> {
        let row = sqlx::query!(r#"SELECT namespace, epoch, paused_until > now() AS "paused!" FROM ephemeral_cache"#)
            .fetch_one(&self.pool)
            .await?;
        let namespace = row.namespace.simple();
        Ok(Copies {
            prefix: format!("astris:{namespace}:{}:", row.epoch),
            counters: format!("astris:{namespace}:count:"),
            paused: row.paused,
        })
    }

    /// Lets no node use copies for a while. Those that exist count no more; where a pause lasts still, there are none since.
    pub(super) async fn pause_copies(&self, pause: Duration) -> Result<(), EphemeralError> {
        sqlx::query!(
            "UPDATE ephemeral_cache
             SET epoch = epoch + CASE WHEN paused_until > now() THEN 0 ELSE 1 END,
                 paused_until = greatest(paused_until, now() + make_interval(secs => $1))",
            pause.as_secs_f64()
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}

/// What the database says about the copies in Redis.
#[derive(Clone, Debug)]
pub(super) struct Copies {
    /// Stands before the keys of the copies that count.
    prefix: String,
    /// Stands before the keys of counts. They have no epochs: no node's outage makes them begin anew at the others.
    counters: String,
    /// Whether none are to be used for now.
    pub paused: bool,
}

impl Copies {
    /// The key of a copy.
    pub(super) fn key(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    /// The key of a count.
    pub(super) fn counter(&self, key: &str) -> String {
        format!("{}{key}", self.counters)
    }
}
