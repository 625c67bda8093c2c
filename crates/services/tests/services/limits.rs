//! Limits of tries: counted once each under races, on all nodes together, with and without Redis, and with one that goes away.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use services::{
    accounts::limits::{self, Limit, Limits, Rule},
    ephemeral::{Count, Ephemeral},
    error::Error,
};
use testkit::{Options, RedisServer, TestShop, guest, redis_url};
use tokio::task::JoinSet;

const LONG: Duration = Duration::from_mins(1);
const THREE: Rule = Rule { most: 3, window: LONG };

fn three() -> Options {
    Options::default().limits(Limits::default().with(Limit::LogInByBlock, THREE))
}

/// Runs a test without Redis and with it. A subject of its own each time: the tests share a Redis.
async fn in_both<Test, Running>(options: impl Fn() -> Options, test: Test)
where
    Test: Fn(Arc<TestShop>, String) -> Running + Copy + Send + 'static,
    Running: Future<Output = ()> + Send + 'static,
{
    for options in [options(), options().redis()] {
        options.run(move |shop| async move { test(shop, guest().to_string()).await }).await;
    }
}

async fn attempt(test: &TestShop, subject: &str) -> Result<(), Duration> {
    match limits::count(&test.shop, Limit::LogInByBlock, subject).await {
        Ok(()) => Ok(()),
        Err(Error::TooMany { retry_after }) => Err(retry_after),
        Err(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn so_many_tries_and_no_more() {
    in_both(three, |test, subject| async move {
        for _ in 0..3 {
            assert_eq!(attempt(&test, &subject).await, Ok(()));
        }
        for _ in 0..3 {
            let retry_after = attempt(&test, &subject).await.unwrap_err();
            assert!(retry_after <= LONG && retry_after > LONG / 2, "{retry_after:?}");
        }
        assert_eq!(attempt(&test, &format!("{subject}, another")).await, Ok(()), "who has tried nothing is not held up");
        assert!(limits::count(&test.shop, Limit::LogInByAccount, &subject).await.is_ok(), "limits are counted apart");
    })
    .await;
}

#[tokio::test]
async fn of_fifty_racers_three_pass() {
    in_both(three, |test, subject| async move {
        let mut racers = JoinSet::new();
        for _ in 0..50 {
            let (test, subject) = (Arc::clone(&test), subject.clone());
            racers.spawn(async move { attempt(&test, &subject).await.is_ok() });
        }
        let passed = racers.join_all().await.into_iter().filter(|passed| *passed).count();
        assert_eq!(passed, 3);
    })
    .await;
}

#[tokio::test]
async fn racers_are_told_different_counts() {
    in_both(Options::default, |test, key| async move {
        let mut racers = JoinSet::new();
        for _ in 0..50 {
            let (store, key) = (test.shop.ephemeral.clone(), key.clone());
            racers.spawn(async move { store.count(&key, LONG).await.unwrap().times });
        }
        let mut counts = racers.join_all().await;
        counts.sort_unstable();
        assert_eq!(counts, (1..=50).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test]
async fn a_window_begins_with_its_first_try_and_is_not_prolonged() {
    in_both(Options::default, |test, key| async move {
        let store = &test.shop.ephemeral;
        let window = Duration::from_millis(600);
        let start = Instant::now();
        let mut before = store.count(&key, window).await.unwrap();
        assert_eq!(before.times, 1);
        while start.elapsed() < Duration::from_secs(10) {
            tokio::time::sleep(Duration::from_millis(40)).await;
            // A longer window than the first try's: it has to make no difference.
            let next = store.count(&key, LONG).await.unwrap();
            if next.times == 1 {
                assert!(start.elapsed() >= window, "not before the window is over");
                assert!(next.left > window, "a new window is as long as the try says that begins it");
                return;
            }
            assert_eq!(next.times, before.times + 1);
            assert!(next.left < before.left, "{next:?} after {before:?}");
            before = next;
        }
        panic!("the window has never ended");
    })
    .await;
}

#[tokio::test]
async fn a_try_that_is_given_back_may_be_made_again() {
    in_both(three, |test, subject| async move {
        for _ in 0..20 {
            assert_eq!(attempt(&test, &subject).await, Ok(()));
            limits::give_back(&test.shop, Limit::LogInByBlock, &subject).await;
        }
        for _ in 0..3 {
            assert_eq!(attempt(&test, &subject).await, Ok(()));
        }
        assert!(attempt(&test, &subject).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn nothing_is_given_back_below_nothing() {
    in_both(Options::default, |test, key| async move {
        let store = &test.shop.ephemeral;
        store.uncount(&key).await.unwrap();
        assert_eq!(store.count(&key, LONG).await.unwrap().times, 1);
        for _ in 0..3 {
            store.uncount(&key).await.unwrap();
        }
        assert_eq!(store.count(&key, LONG).await.unwrap().times, 1);
    })
    .await;
}

#[tokio::test]
async fn a_spent_limit_is_remembered_without_asking() {
    three()
        .run(|test| async move {
            assert_eq!(limits::is_spent(&test.shop, Limit::LogInByBlock, "here"), None);
            for _ in 0..4 {
                let _ = attempt(&test, "here").await;
            }
            assert!(limits::is_spent(&test.shop, Limit::LogInByBlock, "here").is_some());
            assert_eq!(limits::is_spent(&test.shop, Limit::LogInByBlock, "there"), None);
            let count = "SELECT count FROM ephemeral_counters";
            let before: i64 = sqlx::query_scalar(count).fetch_one(&test.shop.pool).await.unwrap();
            for _ in 0..100 {
                assert!(attempt(&test, "here").await.is_err());
            }
            let after: i64 = sqlx::query_scalar(count).fetch_one(&test.shop.pool).await.unwrap();
            assert_eq!((before, after), (4, 4), "the flood has not reached the store");
        })
        .await;
}

#[tokio::test]
async fn the_store_holds_no_subject() {
    three()
        .run(|test| async move {
            attempt(&test, "anna@example.ch").await.unwrap();
            let keys: Vec<String> = sqlx::query_scalar("SELECT key FROM ephemeral_counters").fetch_all(&test.shop.pool).await.unwrap();
            assert_eq!(keys.len(), 1);
            assert!(keys[0].starts_with("limit:log_in_by_block:") && !keys[0].contains("anna"), "{keys:?}");
        })
        .await;
}

#[tokio::test]
async fn nodes_count_together_and_shops_apart() {
    Options::default()
        .redis()
        .run(|one| async move {
            let node = Ephemeral::redis(&redis_url(), one.shop.pool.clone()).unwrap();
            let mut times = Vec::new();
            for is_node in [false, true, false] {
                let store = if is_node { &node } else { &one.shop.ephemeral };
                testkit::copies_are_used(store, &one.shop.pool).await;
                times.push(store.count("shared", LONG).await.unwrap().times);
            }
            assert_eq!(times, [1, 2, 3]);
            let counted: i64 = sqlx::query_scalar("SELECT count(*) FROM ephemeral_counters").fetch_one(&one.shop.pool).await.unwrap();
            assert_eq!(counted, 0, "where Redis counts, PostgreSQL is spared");
        })
        .await;
    // Redis still holds what the other shop has counted.
    Options::default()
        .redis()
        .run(|other| async move { assert_eq!(other.shop.ephemeral.count("shared", LONG).await.unwrap().times, 1) })
        .await;
}

/// Counts in a time in which one command could wait for Redis.
async fn counted_soon(store: &Ephemeral, key: &str) -> Count {
    let start = Instant::now();
    let count = store.count(key, LONG).await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    count
}

#[tokio::test]
async fn counting_goes_on_while_redis_hangs() {
    let redis = RedisServer::start().await;
    let url = redis.url();
    Options::default()
        .redis_at(url)
        .run(|test| async move {
            let store = &test.shop.ephemeral;
            testkit::copies_are_used(store, &test.shop.pool).await;
            assert_eq!(counted_soon(store, "key").await.times, 1);
            assert_eq!(counted_soon(store, "key").await.times, 2);
            redis.pause();
            for times in 1..=20 {
                assert_eq!(counted_soon(store, "key").await.times, times, "PostgreSQL begins anew");
            }
            redis.go_on();
            testkit::copies_are_used(store, &test.shop.pool).await;
            // What Redis was asked while it hung may have been counted there.
            let times = counted_soon(store, "key").await.times;
            assert!((3..=4).contains(&times), "{times}");
        })
        .await;
}

#[tokio::test]
async fn counts_that_are_over_are_swept() {
    TestShop::run(|test| async move {
        let store = &test.shop.ephemeral;
        store.count("stays", LONG).await.unwrap();
        store.count("goes", Duration::from_millis(1)).await.unwrap();
        let start = Instant::now();
        while store.sweep_counts().await.unwrap() == 0 {
            assert!(start.elapsed() < Duration::from_secs(10));
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let left: Vec<String> = sqlx::query_scalar("SELECT key FROM ephemeral_counters").fetch_all(&test.shop.pool).await.unwrap();
        assert_eq!(left, ["stays"]);
    })
    .await;
}
