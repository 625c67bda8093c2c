use std::{collections::HashMap, time::Duration};

use super::{EphemeralError, cached::CachedStore, postgres::PostgresStore};
use crate::pool::Pool;

/// The store, with or without Redis.
#[derive(Clone, Debug)]
pub enum Ephemeral {
    /// An unlogged table of the shop's database.
    Postgres(PostgresStore),
    /// The same table, with copies in Redis, Valkey, or a cluster of either.
    Cached(CachedStore),
}

/// A value with its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was put.
    pub value: Vec<u8>,
    /// Counts the puts since the key was absent, from 1.
    pub version: u64,
}

/// How often something was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Times within the window, this one included. Of any number of callers at once each is told another one.
    pub times: u64,
    /// How long the window lasts still.
    pub left: Duration,
}

impl Ephemeral {
    /// The store in the shop's database.
    pub fn postgres(pool: Pool) -> Self {
        Self::Postgres(PostgresStore::new(pool))
    }

    /// The store in the shop's database with copies in Redis at a URL (`redis://`, `rediss://`, `redis-cluster://`, …). To be called within a tokio
    /// runtime.
    ///
    /// Connects in the background and keeps doing so: an error means that the URL is malformed, not that nobody answers there.
    pub fn redis(url: &str, pool: Pool) -> Result<Self, EphemeralError> {
        CachedStore::connect(url, PostgresStore::new(pool)).map(Self::Cached)
    }

    /// The entry of a key, unless it is absent or over.
    pub async fn get(&self, key: &str) -> Result<Option<Entry>, EphemeralError> {
        match self {
            Self::Postgres(store) => store.get(key).await,
            Self::Cached(store) => store.get(key).await,
        }
    }

    /// The entries of those of the keys that are neither absent nor over, by their keys.
    pub async fn get_many(&self, keys: &[String]) -> Result<HashMap<String, Entry>, EphemeralError> {
        match self {
            Self::Postgres(store) => store.get_many(keys).await,
            Self::Cached(store) => store.get_many(keys).await,
        }
    }

    /// Puts a value whatever is there, and gives its version. The time to live starts anew.
    pub async fn put(&self, key: &str, value: &[u8], ttl: Duration) -> Result<u64, EphemeralError> {
        match self {
            Self::Postgres(store) => store.put(key, value, ttl).await,
            Self::Cached(store) => store.put(key, value, ttl).await,
        }
    }

    /// Puts a value if the entry still has the expected version (0: if it is absent), and gives the new version; `None` when somebody else
    /// was faster. Of any number of callers with the same expectation exactly one succeeds.
    pub async fn put_if(&self, key: &str, value: &[u8], expected: u64, ttl: Duration) -> Result<Option<u64>, EphemeralError> {
        match self {
            Self::Postgres(store) => store.put_if(key, value, expected, ttl).await,
            Self::Cached(store) => store.put_if(key, value, expected, ttl).await,
        }
    }

    /// Removes a key; an absent one is fine.
    pub async fn delete(&self, key: &str) -> Result<(), EphemeralError> {
        match self {
            Self::Postgres(store) => store.delete(key).await,
            Self::Cached(store) => store.delete(key).await,
        }
    }

    /// Counts once. The window begins with the first time and is not prolonged by further ones; when it is over, the count begins anew.
    ///
    /// Counts are kept in Redis where there is one, and in PostgreSQL while it does not answer: then they begin anew there.
    pub async fn count(&self, key: &str, window: Duration) -> Result<Count, EphemeralError> {
        match self {
            Self::Postgres(store) => store.count(key, window).await,
            Self::Cached(store) => store.count(key, window).await,
        }
    }

    /// Takes one time back, if the window that it was counted in lasts still.
    pub async fn uncount(&self, key: &str) -> Result<(), EphemeralError> {
        match self {
            Self::Postgres(store) => store.uncount(key).await,
            Self::Cached(store) => store.uncount(key).await,
        }
    }

    /// Removes counts whose window is over, and tells how many that were. Those in Redis are over by themselves.
    pub async fn sweep_counts(&self) -> Result<u64, EphemeralError> {
        self.table().sweep_counts().await
    }

    /// Removes what is over and tells how many entries that were. Copies in Redis are over by themselves, at the same time.
    pub async fn sweep(&self) -> Result<u64, EphemeralError> {
        self.table().sweep("", true).await
    }

    /// Removes what is over of the entries whose key begins so, and tells how many that were.
    pub async fn sweep_kind(&self, prefix: &str) -> Result<u64, EphemeralError> {
        self.table().sweep(prefix, true).await
    }

    /// Removes what is over of all other entries, and tells how many that were.
    pub async fn sweep_others(&self, prefix: &str) -> Result<u64, EphemeralError> {
        self.table().sweep(prefix, false).await
    }

    fn table(&self) -> &PostgresStore {
        match self {
            Self::Postgres(store) => store,
            Self::Cached(store) => store.table(),
        }
    }
}
