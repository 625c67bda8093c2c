//! Copies in Redis. Each is a hash of its value `v` and version `n`, and of `m`, the number of changes that are announced and not done yet; while
//! there is one, the copy does not count. Scripts make each step one.
//!
//! A Redis that hangs or is away must never hang a page: every command is bounded, a connection that stays silent is closed and sought anew in
//! the background, and while there is none commands fail at once.

use std::{sync::Arc, time::Duration};

use fred::{
    error::{Error, ErrorKind},
    prelude::{Builder, Client, ClientLike, Config, ReconnectPolicy},
    types::{FromValue, Value, config::UnresponsiveConfig, scripts::Script},
};
use tokio::sync::OnceCell;

use super::{Count, Entry};

/// Longest time that a command may take.
const PATIENCE: Duration = Duration::from_millis(150);

/// Longest time that connecting may take, which nobody waits for.
const CONNECTING: Duration = Duration::from_secs(1);

/// How often a silent connection is looked for.
const SILENCE_CHECK: Duration = Duration::from_millis(100);

/// Smallest and largest pause between attempts to connect, in milliseconds.
const RECONNECT_PAUSE: (u32, u32) = (50, 1_000);

/// How long an announced change keeps copies away if it is never heard of again. Longer than any statement of the shop.
const ANNOUNCED: Duration = Duration::from_secs(30);

const READ: &str = "return redis.call('HMGET', KEYS[1], 'v', 'n', 'm')";

/// A reader's copy: not while a change is announced, and never over a newer one.
const FILL: &str = "
local there = redis.call('HMGET', KEYS[1], 'n', 'm')
if there[2] and tonumber(there[2]) > 0 then return 0 end
if there[1] and tonumber(there[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], 'v', ARGV[1], 'n', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1";

/// Takes the copy away and tells its version.
const ANNOUNCE: &str = "
local version = redis.call('HGET', KEYS[1], 'n')
redis.call('HDEL', KEYS[1], 'v', 'n')
redis.call('HINCRBY', KEYS[1], 'm', 1)
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return tonumber(version or '0')";

/// A writer's copy. Of several writers, the last one to be done lets the newest copy count.
const SETTLE: &str = "
local waiting = redis.call('HINCRBY', KEYS[1], 'm', -1)
local there = redis.call('HGET', KEYS[1], 'n')
if not there or tonumber(there) < tonumber(ARGV[2]) then
  redis.call('HSET', KEYS[1], 'v', ARGV[1], 'n', ARGV[2])
end
if waiting > 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
else
  redis.call('HDEL', KEYS[1], 'm')
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return 1";

/// A count begins its window with the first time; one that has none, which no caller makes, gets it now.
const COUNT: &str = "
local times = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return {times, left}";

/// Never below 0, and never a count where there is none.
const UNCOUNT: &str = "
local times = redis.call('GET', KEYS[1])
if times and tonumber(times) > 0 then redis.call('DECR', KEYS[1]) end
return 1";

/// A connection to Redis that is kept up in the background.
#[derive(Clone, Debug)]
pub(super) struct Redis {
    client: Client,
    scripts: Arc<Scripts>,
    /// Filled once the first attempt to connect has had its time.
    first_attempt: Arc<OnceCell<()>>,
}

#[derive(Debug)]
struct Scripts {
    read: Script,
    fill: Script,
    announce: Script,
    settle: Script,
    count: Script,
    uncount: Script,
}

/// What Redis knows of an entry.
#[derive(Debug)]
pub(super) enum Held {
    /// This.
    Entry(Entry),
    /// Nothing.
    Absent,
    /// It is being changed.
    Changing,
}

impl Redis {
    pub(super) fn connect(url: &str) -> Result<Self, Error> {
        let config = Config { fail_fast: false, ..Config::from_url(url)? };
        let (least, most) = RECONNECT_PAUSE;
        let client = Builder::from_config(config)
            .with_performance_config(|performance| performance.default_command_timeout = PATIENCE)
            .with_connection_config(|connection| {
                connection.connection_timeout = CONNECTING;
                connection.internal_command_timeout = CONNECTING;
                connection.max_command_attempts = 1;
                connection.unresponsive = UnresponsiveConfig { max_timeout: Some(PATIENCE), interval: SILENCE_CHECK };
            })
            // No attempt is the last one: 0 means for ever.
            .set_policy(ReconnectPolicy::new_exponential(0, least, most, 2))
            .build()?;
        client.connect();
        let [read, fill, announce, settle, count, uncount] = [READ, FILL, ANNOUNCE, SETTLE, COUNT, UNCOUNT].map(Script::from_lua);
        let scripts = Scripts { read, fill, announce, settle, count, uncount };
        Ok(Self { client, scripts: Arc::new(scripts), first_attempt: Arc::default() })
    }

    /// Whether Redis does its work.
    pub(super) async fn probe(&self) -> Result<(), Error> {
        self.ready().await?;
        bounded(self.client.ping::<()>(None)).await
    }

    pub(super) async fn read(&self, key: &str) -> Result<Held, Error> {
        let (value, version, changing): (Option<Vec<u8>>, Option<u64>, Option<i64>) = self.run(&self.scripts.read, key, Vec::new()).await?;
        Ok(match (value.zip(version), changing) {
            (_, Some(1..)) => Held::Changing,
            (Some((value, version)), _) => Held::Entry(Entry { value, version }),
            (None, _) => Held::Absent,
        })
    }

    /// Puts a copy of what was read.
    pub(super) async fn fill(&self, key: &str, entry: &Entry, ttl: Duration) -> Result<(), Error> {
        let arguments = vec![entry.value.as_slice().into(), entry.version.to_string().into(), milliseconds(ttl)];
        self.run(&self.scripts.fill, key, arguments).await
    }

    /// Takes the copy away before a change, and keeps readers from putting an older one back. Gives the version that the copy had, or 0.
    pub(super) async fn announce(&self, key: &str) -> Result<u64, Error> {
        self.run(&self.scripts.announce, key, vec![milliseconds(ANNOUNCED)]).await
    }

    /// Puts the copy of an announced change that was done.
    pub(super) async fn settle(&self, key: &str, value: &[u8], version: u64, ttl: Duration) -> Result<(), Error> {
        let arguments = vec![value.into(), version.to_string().into(), milliseconds(ttl), milliseconds(ANNOUNCED)];
        self.run(&self.scripts.settle, key, arguments).await
    }

    /// Counts once.
    pub(super) async fn count(&self, key: &str, window: Duration) -> Result<Count, Error> {
        let (times, left): (u64, u64) = self.run(&self.scripts.count, key, vec![milliseconds(window)]).await?;
        Ok(Count { times, left: Duration::from_millis(left) })
    }

    /// Takes one time back.
    pub(super) async fn uncount(&self, key: &str) -> Result<(), Error> {
        self.run(&self.scripts.uncount, key, Vec::new()).await
    }

    async fn run<R: FromValue>(&self, script: &Script, key: &str, arguments: Vec<Value>) -> Result<R, Error> {
        self.ready().await?;
        // Boxed: a command's future is some kilobytes, and lies in that of every page.
        bounded(Box::pin(script.evalsha_with_reload(&self.client, key, arguments))).await
    }

    /// Fails at once while there is no connection; only right after the start the first attempt is waited for.
    async fn ready(&self) -> Result<(), Error> {
        if self.client.is_connected() {
            return Ok(());
        }
        self.first_attempt
            .get_or_init(|| async {
                // Whether it worked is asked below.
                let _ = tokio::time::timeout(PATIENCE, self.client.wait_for_connect()).await;
            })
            .await;
        if self.client.is_connected() { Ok(()) } else { Err(Error::new(ErrorKind::IO, "no connection at the moment")) }
    }
}

/// The bound on the whole command: the client's own counts from when the command is sent, and a script may need to be loaded first.
async fn bounded<T>(command: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    match tokio::time::timeout(PATIENCE, command).await {
        Ok(answer) => answer,
        Err(_) => Err(Error::new(ErrorKind::Timeout, "no answer in time")),
    }
}

/// Redis takes whole milliseconds, and would delete the key at 0.
fn milliseconds(ttl: Duration) -> Value {
    i64::try_from(ttl.as_millis()).unwrap_or(i64::MAX).max(1).into()
}
