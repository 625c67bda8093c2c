//! The table with copies in Redis. See the module's own words for what is promised and why it holds.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::sync::Mutex;

use super::{
    Count, Entry, EphemeralError,
    breaker::{Breaker, Leave},
    postgres::{Copies, PostgresStore},
    redis::{Held, Redis},
};

/// How old a node's knowledge of the copies may be.
const KNOWN_FOR: Duration = Duration::from_secs(1);

/// How long no node uses copies after a change that could not be announced.
const PAUSE: Duration = Duration::from_secs(30);

/// How much of the pause has to be left when such a change begins: as long as the longest statement.
const PAUSE_LEFT: Duration = Duration::from_secs(20);

/// The unlogged table `ephemeral_entries`, with copies in Redis.
#[derive(Clone, Debug)]
pub struct CachedStore {
    table: PostgresStore,
    redis: Redis,
    breaker: Arc<Breaker>,
    /// What the database says about the copies, and when it said so.
    copies: Arc<Mutex<Option<(Copies, Instant)>>>,
    /// Until when this node's own pause lasts at least.
    paused_until: Arc<Mutex<Option<Instant>>>,
}

/// A change that Redis knows of.
struct Announced {
    /// The key of the copy.
    key: String,
    /// The version of the copy that was taken away; 0 without one.
    version: u64,
    /// Whether the new copy may be put.
    settle: bool,
}

/// What the copies told of some keys.
#[derive(Default)]
struct Read<'a> {
    entries: HashMap<String, Entry>,
    /// Those that the table has to tell of.
    others: Vec<String>,
    /// Those of them that may get a copy.
    absent: Vec<&'a str>,
}

impl CachedStore {
    pub(super) fn connect(url: &str, table: PostgresStore) -> Result<Self, EphemeralError> {
        Ok(Self { table, redis: Redis::connect(url)?, breaker: Arc::default(), copies: Arc::default(), paused_until: Arc::default() })
    }

    pub(super) fn table(&self) -> &PostgresStore {
        &self.table
    }

    pub(super) async fn get(&self, key: &str) -> Result<Option<Entry>, EphemeralError> {
        Ok(self.get_many(&[key.to_owned()]).await?.remove(key))
    }

    /// From the copies, as far as there are any, and the others from the table at once.
    pub(super) async fn get_many(&self, keys: &[String]) -> Result<HashMap<String, Entry>, EphemeralError> {
        if !self.is_reachable() {
            return self.table.get_many(keys).await;
        }
        let copies = self.copies().await?;
        if copies.paused {
            return self.table.get_many(keys).await;
        }
        let Read { mut entries, others, absent } = self.read(&copies, keys).await;
        if others.is_empty() {
            return Ok(entries);
        }
        let found = self.table.get_lasting(&others).await?;
        for key in absent {
            if let Some((entry, left)) = found.get(key)
                && self.heard(self.redis.fill(&copies.key(key), entry, *left).await).is_none()
            {
                break;
            }
        }
        entries.extend(found.into_iter().map(|(key, (entry, _))| (key, entry)));
        Ok(entries)
    }

    /// One key after the other: those of a cluster may lie on different nodes. Where Redis fails, nobody waits for it another time.
    async fn read<'a>(&self, copies: &Copies, keys: &'a [String]) -> Read<'a> {
        let mut read = Read::default();
        for (at, key) in keys.iter().enumerate() {
            match self.heard(self.redis.read(&copies.key(key)).await) {
                Some(Held::Entry(entry)) => {
                    read.entries.insert(key.clone(), entry);
                }
                Some(Held::Changing) => read.others.push(key.clone()),
                Some(Held::Absent) => {
                    read.others.push(key.clone());
                    read.absent.push(key);
                }
                None => {
                    read.others.extend_from_slice(&keys[at..]);
                    read.absent.clear();
                    break;
                }
            }
        }
        read
    }

    pub(super) async fn put(&self, key: &str, value: &[u8], ttl: Duration) -> Result<u64, EphemeralError> {
        let announced = self.announce(key).await?;
        let version = self.table.put(key, value, ttl).await?;
        self.settle(announced, value, version, ttl).await;
        Ok(version)
    }

    pub(super) async fn put_if(&self, key: &str, value: &[u8], expected: u64, ttl: Duration) -> Result<Option<u64>, EphemeralError> {
        let announced = self.announce(key).await?;
        let mut version = self.table.put_if(key, value, expected, ttl).await?;
        // The table was emptied by a crash of PostgreSQL, and the copy vouches for what was there.
        if version.is_none() && expected > 0 && announced.as_ref().is_some_and(|announced| announced.version == expected) {
            version = self.table.put_if_absent(key, value, expected + 1, ttl).await?;
        }
        if let Some(version) = version {
            self.settle(announced, value, version, ttl).await;
        }
        // Otherwise the announcement stays until it is over: the next reader gets the truth, not the copy that misled this caller.
        Ok(version)
    }

    /// The announcement stays until it is over, so that no slow reader brings back what was deleted.
    pub(super) async fn delete(&self, key: &str) -> Result<(), EphemeralError> {
        self.announce(key).await?;
        self.table.delete(key).await
    }

    pub(super) async fn count(&self, key: &str, window: Duration) -> Result<Count, EphemeralError> {
        if self.is_reachable() {
            let key = self.copies().await?.counter(key);
            if let Some(count) = self.heard(self.redis.count(&key, window).await) {
                return Ok(count);
            }
        }
        self.table.count(key, window).await
    }

    pub(super) async fn uncount(&self, key: &str) -> Result<(), EphemeralError> {
        if self.is_reachable() {
            let key = self.copies().await?.counter(key);
            if self.heard(self.redis.uncount(&key).await).is_some() {
                return Ok(());
            }
        }
        self.table.uncount(key).await
    }

    /// Tells Redis that an entry is about to change or, where that is not possible, every node that copies do not count for a while.
    async fn announce(&self, key: &str) -> Result<Option<Announced>, EphemeralError> {
        if self.is_reachable() {
            let copies = self.copies().await?;
            let key = copies.key(key);
            if let Some(version) = self.heard(self.redis.announce(&key).await) {
                return Ok(Some(Announced { key, version, settle: !copies.paused }));
            }
        }
        self.pause().await?;
        Ok(None)
    }

    async fn settle(&self, announced: Option<Announced>, value: &[u8], version: u64, ttl: Duration) {
        if let Some(Announced { key, settle: true, .. }) = announced {
            self.heard(self.redis.settle(&key, value, version, ttl).await);
        }
    }

    /// Makes sure that the pause outlasts a change that begins now.
    async fn pause(&self) -> Result<(), EphemeralError> {
        let mut paused_until = self.paused_until.lock().await;
        let now = Instant::now();
        if paused_until.is_some_and(|until| until > now + PAUSE_LEFT) {
            return Ok(());
        }
        self.table.pause_copies(PAUSE).await?;
        *paused_until = Some(now + PAUSE);
        // What this node knew is not so any more.
        *self.copies.lock().await = None;
        Ok(())
    }

    /// What the database says about the copies, at most a second ago.
    async fn copies(&self) -> Result<Copies, EphemeralError> {
        let mut known = self.copies.lock().await;
        if let Some((copies, at)) = &*known
            && at.elapsed() < KNOWN_FOR
        {
            return Ok(copies.clone());
        }
        let asked = Instant::now();
        let copies = self.table.copies().await?;
        *known = Some((copies.clone(), asked));
        Ok(copies)
    }

    /// Whether Redis is worth asking; if it was not for a while, that is looked into in the background.
    fn is_reachable(&self) -> bool {
        match self.breaker.leave(Instant::now()) {
            Leave::Ask => true,
            Leave::Pass => false,
            Leave::Probe => {
                let store = self.clone();
                tokio::spawn(async move { store.probe().await });
                false
            }
        }
    }

    async fn probe(&self) {
        match self.redis.probe().await {
            Ok(()) => {
                // Another node may have changed entries meanwhile and said so.
                *self.copies.lock().await = None;
                if let Some(away) = self.breaker.answered(Instant::now()) {
                    tracing::info!(seconds = away.as_secs_f64(), "Redis answers again");
                }
            }
            Err(_) => {
                self.breaker.failed(Instant::now());
            }
        }
    }

    /// What Redis said; nothing when it failed, after which nobody asks it for a while.
    fn heard<T>(&self, answer: Result<T, fred::error::Error>) -> Option<T> {
        answer
            .inspect_err(|error| {
                if self.breaker.failed(Instant::now()) {
                    tracing::warn!(error = error as &dyn std::error::Error, "Redis does not answer; PostgreSQL does its work meanwhile");
                }
            })
            .ok()
    }
}
