//! The ephemeral store, with and without Redis, and with a Redis that goes away.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use services::ephemeral::{Entry, Ephemeral};
use testkit::{Options, RedisServer, copies_are_used, guest, redis_url};
use tokio::{
    io::copy,
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
};

const LONG: Duration = Duration::from_mins(1);

/// Runs one check against PostgreSQL and against Redis, with a key of its own each time.
async fn in_both<Check, Running>(check: Check)
where
    Check: Fn(Ephemeral, String) -> Running + Copy + Send + 'static,
    Running: Future<Output = ()> + Send + 'static,
{
    for options in [Options::default(), Options::default().redis()] {
        options.run(move |test| async move { check(test.shop.ephemeral.clone(), format!("test:{}", guest())).await }).await;
    }
}

/// Asks again and again until the answer is yes.
async fn eventually<Running: Future<Output = bool>>(what: &str, ask: impl Fn() -> Running) {
    let start = Instant::now();
    while !ask().await {
        assert!(start.elapsed() < Duration::from_secs(10), "never: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_put_value_comes_back_with_its_version() {
    in_both(|store, key| async move {
        assert_eq!(store.get(&key).await.unwrap(), None);
        let bytes = [0, 159, 146, 150, b'\n', 255];
        assert_eq!(store.put(&key, &bytes, LONG).await.unwrap(), 1);
        assert_eq!(store.put(&key, &bytes, LONG).await.unwrap(), 2);
        assert_eq!(store.get(&key).await.unwrap(), Some(Entry { value: bytes.to_vec(), version: 2 }));
        store.put(&key, &[], LONG).await.unwrap();
        assert_eq!(store.get(&key).await.unwrap(), Some(Entry { value: Vec::new(), version: 3 }));
        store.delete(&key).await.unwrap();
        store.delete(&key).await.unwrap();
        assert_eq!(store.get(&key).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn several_keys_are_read_at_once() {
    in_both(|store, key| async move {
        let keys: Vec<_> = (0..4).map(|number| format!("{key}:{number}")).collect();
        assert!(store.get_many(&[]).await.unwrap().is_empty());
        assert!(store.get_many(&keys).await.unwrap().is_empty());
        store.put(&keys[0], b"a", LONG).await.unwrap();
        store.put(&keys[2], b"b", LONG).await.unwrap();
        store.put(&keys[2], b"c", LONG).await.unwrap();
        store.put(&keys[3], b"d", Duration::from_millis(1)).await.unwrap();
        eventually("the entry is over", || async { store.get(&keys[3]).await.unwrap().is_none() }).await;
        let entry = |value: &[u8], version| Entry { value: value.to_vec(), version };
        let there = HashMap::from([(keys[0].clone(), entry(b"a", 1)), (keys[2].clone(), entry(b"c", 2))]);
        assert_eq!(store.get_many(&keys).await.unwrap(), there);
        assert_eq!(store.get_many(&keys).await.unwrap(), there);
    })
    .await;
}

#[tokio::test]
async fn of_several_keys_those_without_a_copy_come_from_the_table_and_get_one() {
    Options::default()
        .redis()
        .run(|test| async move {
            let (store, table) = (&test.shop.ephemeral, Ephemeral::postgres(test.shop.pool.clone()));
            copies_are_used(store, &test.shop.pool).await;
            let keys: Vec<_> = ["copied", "not", "neither"].map(|name| format!("test:{}:{name}", guest())).to_vec();
            store.put(&keys[0], b"c", LONG).await.unwrap();
            table.put(&keys[1], b"t", LONG).await.unwrap();
            // What tells whether the copy was read.
            table.put(&keys[0], b"other", LONG).await.unwrap();
            let entry = |value: &[u8]| Entry { value: value.to_vec(), version: 1 };
            let there = HashMap::from([(keys[0].clone(), entry(b"c")), (keys[1].clone(), entry(b"t"))]);
            assert_eq!(store.get_many(&keys).await.unwrap(), there);
            table.put(&keys[1], b"other", LONG).await.unwrap();
            assert_eq!(store.get_many(&keys).await.unwrap(), there);
        })
        .await;
}

#[tokio::test]
async fn put_if_needs_the_version_that_is_there() {
    in_both(|store, key| async move {
        assert_eq!(store.put_if(&key, b"x", 1, LONG).await.unwrap(), None);
        assert_eq!(store.put_if(&key, b"a", 0, LONG).await.unwrap(), Some(1));
        assert_eq!(store.put_if(&key, b"x", 0, LONG).await.unwrap(), None);
        assert_eq!(store.put_if(&key, b"b", 1, LONG).await.unwrap(), Some(2));
        assert_eq!(store.put_if(&key, b"x", 1, LONG).await.unwrap(), None);
        assert_eq!(store.get(&key).await.unwrap(), Some(Entry { value: b"b".to_vec(), version: 2 }));
    })
    .await;
}

#[tokio::test]
async fn of_fifty_racers_one_wins_each_version() {
    in_both(|store, key| async move {
        for expected in 0..4 {
            let mut racers = JoinSet::new();
            for racer in 0..50_u8 {
                let (store, key) = (store.clone(), key.clone());
                racers.spawn(async move { store.put_if(&key, &[racer], expected, LONG).await.unwrap().map(|version| (version, racer)) });
            }
            let winners: Vec<_> = racers.join_all().await.into_iter().flatten().collect();
            assert_eq!(winners.len(), 1, "{winners:?}");
            let (version, racer) = winners[0];
            assert_eq!(version, expected + 1);
            assert_eq!(store.get(&key).await.unwrap(), Some(Entry { value: vec![racer], version }));
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_over_counts_as_absent() {
    in_both(|store, key| async move {
        store.put(&key, b"a", LONG).await.unwrap();
        store.put(&key, b"b", Duration::from_millis(30)).await.unwrap();
        eventually("the entry is over", || async { store.get(&key).await.unwrap().is_none() }).await;
        assert_eq!(store.put_if(&key, b"x", 2, LONG).await.unwrap(), None);
        assert_eq!(store.put_if(&key, b"c", 0, LONG).await.unwrap(), Some(1));

        store.put(&key, b"d", Duration::from_millis(30)).await.unwrap();
        eventually("the entry is over", || async { store.get(&key).await.unwrap().is_none() }).await;
        assert_eq!(store.put(&key, b"e", LONG).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_change_prolongs_the_time_to_live() {
    in_both(|store, key| async move {
        store.put(&key, b"a", Duration::from_millis(400)).await.unwrap();
        assert_eq!(store.put_if(&key, b"b", 1, LONG).await.unwrap(), Some(2));
        let other = format!("{key}:other");
        store.put(&other, b"o", Duration::from_millis(450)).await.unwrap();
        eventually("the later entry is over", || async { store.get(&other).await.unwrap().is_none() }).await;
        assert!(store.get(&key).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_sweep_removes_only_what_is_over() {
    testkit::TestShop::run(|test| async move {
        let store = &test.shop.ephemeral;
        store.put("stays", b"s", LONG).await.unwrap();
        for number in 0..3 {
            store.put(&format!("goes:{number}"), b"g", Duration::from_millis(1)).await.unwrap();
        }
        eventually("the entries are over", || async { store.get("goes:2").await.unwrap().is_none() }).await;
        assert_eq!(store.sweep().await.unwrap(), 3);
        assert_eq!(store.sweep().await.unwrap(), 0);
        assert!(store.get("stays").await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn carts_are_swept_apart_from_the_rest() {
    testkit::TestShop::run(|test| async move {
        let store = &test.shop.ephemeral;
        for key in ["cart:1", "cart:2", "session:1"] {
            store.put(key, b"g", Duration::from_millis(1)).await.unwrap();
        }
        eventually("the entries are over", || async { store.get("session:1").await.unwrap().is_none() }).await;
        assert_eq!(services::cart::clean_up(&test.shop).await.unwrap(), 2);
        assert_eq!(store.sweep_others("cart:").await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_malformed_url_is_refused() {
    testkit::TestShop::run(|test| async move {
        assert!(Ephemeral::redis("nonsense", test.shop.pool.clone()).is_err());
    })
    .await;
}

#[tokio::test]
async fn a_redis_that_has_never_been_there_is_not_missed() {
    // Bound and let go: nobody listens there now.
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    Options::default()
        .redis_at(format!("redis://127.0.0.1:{port}"))
        .run(|test| async move { in_use_without(&test.shop.ephemeral).await })
        .await;
}

#[tokio::test]
async fn a_redis_that_accepts_and_stays_silent_is_not_missed() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("redis://{}", listener.local_addr().unwrap());
    Options::default().redis_at(url).run(|test| async move { in_use_without(&test.shop.ephemeral).await }).await;
}

/// Does a hundred things in a time in which two of them could wait for Redis.
async fn in_use_without(store: &Ephemeral) {
    let start = Instant::now();
    for version in 1..=50 {
        assert_eq!(store.put_if("test:without", b"x", version - 1, LONG).await.unwrap(), Some(version));
        assert_eq!(store.get("test:without").await.unwrap().unwrap().version, version);
    }
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
}

/// How Redis goes away, and how it comes back.
#[derive(Clone, Copy, Debug)]
enum Outage {
    /// Killed, and empty afterwards.
    Killed,
    /// Hanging, and afterwards as it was before.
    Hanging,
}

impl Outage {
    fn begin(self, redis: &mut RedisServer) {
        match self {
            Self::Killed => redis.kill(),
            Self::Hanging => redis.pause(),
        }
    }

    async fn end(self, redis: &mut RedisServer) {
        match self {
            Self::Killed => redis.start_again().await,
            Self::Hanging => redis.go_on(),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_of_redis_changes_nothing() {
    for outage in [Outage::Killed, Outage::Hanging] {
        let mut redis = RedisServer::start().await;
        let url = redis.url();
        Options::default()
            .redis_at(url)
            .run(move |test| async move {
                let (store, pool) = (&test.shop.ephemeral, &test.shop.pool);
                for key in ["cart", "read", "gone"] {
                    store.put(key, b"before", LONG).await.unwrap();
                }
                copies_are_used(store, pool).await;

                outage.begin(&mut redis);
                let start = Instant::now();
                assert_eq!(store.get("read").await.unwrap().unwrap().value, b"before", "{outage:?}");
                assert_eq!(store.put_if("cart", b"during", 1, LONG).await.unwrap(), Some(2), "{outage:?}");
                store.delete("gone").await.unwrap();
                store.put("new", b"during", LONG).await.unwrap();
                for _ in 0..50 {
                    assert_eq!(store.get("cart").await.unwrap().unwrap().version, 2, "{outage:?}");
                }
                assert!(start.elapsed() < Duration::from_secs(3), "{outage:?}: {:?}", start.elapsed());

                outage.end(&mut redis).await;
                // From the first moment and after copies are used again, each entry is what it became.
                for _ in 0..2 {
                    assert_eq!(store.get("cart").await.unwrap(), Some(Entry { value: b"during".to_vec(), version: 2 }), "{outage:?}");
                    assert_eq!(store.get("gone").await.unwrap(), None, "{outage:?}: what was deleted stays so");
                    assert!(store.get("new").await.unwrap().is_some() && store.get("read").await.unwrap().is_some());
                    copies_are_used(store, pool).await;
                }
                assert_eq!(store.put_if("cart", b"old", 1, LONG).await.unwrap(), None);
                assert_eq!(store.put_if("cart", b"after", 2, LONG).await.unwrap(), Some(3));
                assert_eq!(store.get("cart").await.unwrap().unwrap().value, b"after");
            })
            .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_cannot_see_redis_is_believed_by_those_that_can() {
    let (flowing, gate) = watch::channel(true);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let target = redis_url().split("//").nth(1).unwrap().trim_end_matches('/').to_owned();
    let proxy = tokio::spawn(stoppable_proxy(listener, target, gate));
    Options::default()
        .redis()
        .run(move |test| async move {
            let (near, pool) = (&test.shop.ephemeral, &test.shop.pool);
            let far = &Ephemeral::redis(&format!("redis://{address}"), pool.clone()).unwrap();
            let key = &format!("test:{}", guest());
            let quiet = &format!("{key}:quiet");
            for key in [key, quiet] {
                near.put(key, b"one", LONG).await.unwrap();
            }
            copies_are_used(far, pool).await;
            copies_are_used(near, pool).await;
            for key in [key, quiet] {
                assert_eq!(far.get(key).await.unwrap(), near.get(key).await.unwrap());
            }

            flowing.send(false).unwrap();
            for key in [key, quiet] {
                assert_eq!(far.put_if(key, b"two", 1, LONG).await.unwrap(), Some(2));
            }
            // For a moment the other node may show what was; it never writes on top of it.
            assert_eq!(near.put_if(key, b"lost", 1, LONG).await.unwrap(), None);
            eventually("the other node hears of it", || async { near.get(quiet).await.unwrap().unwrap().value == b"two" }).await;
            assert_eq!(near.get(key).await.unwrap().unwrap().value, b"two");
            assert_eq!(near.put_if(key, b"three", 2, LONG).await.unwrap(), Some(3));
            assert_eq!(far.get(key).await.unwrap().unwrap().value, b"three");
            assert_eq!(far.put_if(key, b"four", 3, LONG).await.unwrap(), Some(4));
            near.put(&format!("{key}:other"), b"x", LONG).await.unwrap();

            flowing.send(true).unwrap();
            copies_are_used(far, pool).await;
            copies_are_used(near, pool).await;
            for store in [near, far] {
                assert_eq!(store.get(key).await.unwrap(), Some(Entry { value: b"four".to_vec(), version: 4 }));
            }
        })
        .await;
    proxy.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_that_dies_half_way_leaves_no_old_copy() {
    Options::default()
        .redis()
        .run(|test| async move {
            let (store, pool) = (test.shop.ephemeral.clone(), test.shop.pool.clone());
            let key = format!("test:{}", guest());
            store.put(&key, b"one", LONG).await.unwrap();
            copies_are_used(&store, &pool).await;
            assert_eq!(store.get(&key).await.unwrap().unwrap().version, 1);

            let mut lock = services::begin(&pool).await.unwrap();
            sqlx::query("SELECT key FROM ephemeral_entries WHERE key = $1 FOR UPDATE").bind(&key).fetch_one(&mut *lock).await.unwrap();
            let writer = tokio::spawn({
                let (store, key) = (store.clone(), key.clone());
                async move { store.put(&key, b"two", LONG).await }
            });
            eventually("the writer waits for the row", || async {
                let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
                sqlx::query_scalar::<_, i64>(waiting).fetch_one(&pool).await.unwrap() > 0
            })
            .await;
            writer.abort();
            assert!(writer.await.is_err());
            // What it asked for is done nevertheless; it just cannot say so.
            lock.commit().await.unwrap();
            let table = Ephemeral::postgres(pool.clone());
            eventually("the row is written", || async { table.get(&key).await.unwrap().unwrap().version == 2 }).await;
            assert_eq!(store.get(&key).await.unwrap().unwrap().value, b"two");
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_crash_of_postgresql_empties_has_its_copy() {
    Options::default()
        .redis()
        .run(|test| async move {
            let (store, pool) = (&test.shop.ephemeral, &test.shop.pool);
            let key = &format!("test:{}", guest());
            copies_are_used(store, pool).await;
            for expected in 0..3 {
                store.put_if(key, b"kept", expected, LONG).await.unwrap().unwrap();
            }
            sqlx::query("TRUNCATE ephemeral_entries").execute(pool).await.unwrap();
            assert_eq!(store.get(key).await.unwrap(), Some(Entry { value: b"kept".to_vec(), version: 3 }));
            assert_eq!(store.put_if(key, b"changed", 3, LONG).await.unwrap(), Some(4));
            assert_eq!(Ephemeral::postgres(pool.clone()).get(key).await.unwrap().unwrap().version, 4);
            assert_eq!(store.put_if(&format!("{key}:never"), b"x", 3, LONG).await.unwrap(), None, "nothing vouches for it");
        })
        .await;
}

/// Passes bytes between whoever connects and the target while the gate is open; connections stay open but silent while it is shut.
async fn stoppable_proxy(listener: TcpListener, target: String, gate: watch::Receiver<bool>) {
    let target = Arc::new(target);
    let mut connections = JoinSet::new();
    loop {
        let (near, _) = listener.accept().await.unwrap();
        let (target, mut gate) = (Arc::clone(&target), gate.clone());
        connections.spawn(async move {
            until(&mut gate, true).await;
            let far = TcpStream::connect(target.as_str()).await.unwrap();
            let ((mut near_read, mut near_write), (mut far_read, mut far_write)) = (near.into_split(), far.into_split());
            tokio::select! {
                _ = copy(&mut near_read, &mut far_write) => {}
                _ = copy(&mut far_read, &mut near_write) => {}
                () = until(&mut gate, false) => {
                    // Silent, not closed, until the gate opens; then the connection is of no use any more.
                    until(&mut gate, true).await;
                }
            }
        });
    }
}

async fn until(gate: &mut watch::Receiver<bool>, open: bool) {
    gate.wait_for(|now| *now == open).await.unwrap();
}
