//! The store in Redis. Each entry is a hash of its value `v` and version `n`; scripts make reading and writing the two one step.
//!
//! A Redis that hangs or is away must never hang a page: every command is bounded, a connection that stays silent is closed and sought anew in
//! the background, and while there is none commands fail at once.

use std::{sync::Arc, time::Duration};

use fred::{
    prelude::{Builder, Client, ClientLike, Config, KeysInterface, ReconnectPolicy},
    types::{Value, config::UnresponsiveConfig, scripts::Script},
};
use tokio::sync::OnceCell;

use super::{Entry, EphemeralError};

/// Longest time that a command may take, connecting included.
const PATIENCE: Duration = Duration::from_millis(400);

/// How often a silent connection is looked for.
const SILENCE_CHECK: Duration = Duration::from_millis(100);

/// Smallest and largest pause between attempts to connect, in milliseconds.
const RECONNECT_PAUSE: (u32, u32) = (50, 2_000);

/// Stands before every key, so that the shop can share a Redis.
const PREFIX: &str = "astris:";

const GET: &str = "return redis.call('HMGET', KEYS[1], 'v', 'n')";

const PUT: &str = "
local version = redis.call('HINCRBY', KEYS[1], 'n', 1)
redis.call('HSET', KEYS[1], 'v', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return version";

const PUT_IF: &str = "
if (redis.call('HGET', KEYS[1], 'n') or '0') ~= ARGV[3] then return 0 end
local version = redis.call('HINCRBY', KEYS[1], 'n', 1)
redis.call('HSET', KEYS[1], 'v', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return version";

/// A connection to Redis that is kept up in the background.
#[derive(Clone, Debug)]
pub struct RedisStore {
    client: Client,
    scripts: Arc<Scripts>,
    /// Filled once the first attempt to connect has had its time.
    first_attempt: Arc<OnceCell<()>>,
}

#[derive(Debug)]
struct Scripts {
    get: Script,
    put: Script,
    put_if: Script,
}

impl RedisStore {
    pub(super) fn connect(url: &str) -> Result<Self, EphemeralError> {
        let config = Config { fail_fast: false, ..Config::from_url(url)? };
        let (least, most) = RECONNECT_PAUSE;
        let client = Builder::from_config(config)
            .with_performance_config(|performance| performance.default_command_timeout = PATIENCE)
            .with_connection_config(|connection| {
                connection.connection_timeout = PATIENCE;
                connection.internal_command_timeout = PATIENCE;
                connection.max_command_attempts = 1;
                connection.unresponsive = UnresponsiveConfig { max_timeout: Some(PATIENCE), interval: SILENCE_CHECK };
            })
            // No attempt is the last one: 0 means for ever.
            .set_policy(ReconnectPolicy::new_exponential(0, least, most, 2))
            .build()?;
        client.connect();
        let scripts = Scripts { get: Script::from_lua(GET), put: Script::from_lua(PUT), put_if: Script::from_lua(PUT_IF) };
        Ok(Self { client, scripts: Arc::new(scripts), first_attempt: Arc::default() })
    }

    pub(super) async fn get(&self, key: &str) -> Result<Option<Entry>, EphemeralError> {
        let (value, version): (Option<Vec<u8>>, Option<u64>) = self.run(&self.scripts.get, key, Vec::new()).await?;
        Ok(value.zip(version).map(|(value, version)| Entry { value, version }))
    }

    pub(super) async fn put(&self, key: &str, value: &[u8], ttl: Duration) -> Result<u64, EphemeralError> {
        self.run(&self.scripts.put, key, vec![value.into(), milliseconds(ttl)]).await
    }

    pub(super) async fn put_if(&self, key: &str, value: &[u8], expected: u64, ttl: Duration) -> Result<Option<u64>, EphemeralError> {
        let arguments = vec![value.into(), milliseconds(ttl), expected.to_string().into()];
        let version: u64 = self.run(&self.scripts.put_if, key, arguments).await?;
        Ok((version > 0).then_some(version))
    }

    pub(super) async fn delete(&self, key: &str) -> Result<(), EphemeralError> {
        self.ready().await?;
        Ok(bounded(self.client.del::<(), _>(prefixed(key))).await?)
    }

    async fn run<R>(&self, script: &Script, key: &str, arguments: Vec<Value>) -> Result<R, EphemeralError>
    where
        R: fred::types::FromValue,
    {
        self.ready().await?;
        Ok(bounded(script.evalsha_with_reload(&self.client, prefixed(key), arguments)).await?)
    }

    /// Fails at once while there is no connection; only right after the start the first attempt is waited for.
    async fn ready(&self) -> Result<(), EphemeralError> {
        if self.client.is_connected() {
            return Ok(());
        }
        self.first_attempt
            .get_or_init(|| async {
                // Whether it worked is asked below.
                let _ = tokio::time::timeout(PATIENCE, self.client.wait_for_connect()).await;
            })
            .await;
        if self.client.is_connected() { Ok(()) } else { Err(EphemeralError::Disconnected) }
    }
}

/// The bound on the whole command: the client's own counts from when the command is sent, and a script may need to be loaded first.
async fn bounded<T>(command: impl Future<Output = Result<T, fred::error::Error>>) -> Result<T, fred::error::Error> {
    match tokio::time::timeout(PATIENCE, command).await {
        Ok(answer) => answer,
        Err(_) => Err(fred::error::Error::new(fred::error::ErrorKind::Timeout, "no answer in time")),
    }
}

fn prefixed(key: &str) -> String {
    format!("{PREFIX}{key}")
}

/// Redis takes whole milliseconds, and would delete the key at 0.
fn milliseconds(ttl: Duration) -> Value {
    i64::try_from(ttl.as_millis()).unwrap_or(i64::MAX).max(1).into()
}
