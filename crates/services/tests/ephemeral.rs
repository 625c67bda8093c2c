//! The ephemeral store, in both its places.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what cannot be set up or asked ends the test")]

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use services::ephemeral::{Entry, Ephemeral, EphemeralError};
use testkit::{Options, guest, redis_url};
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
async fn a_malformed_url_is_refused() {
    assert!(Ephemeral::redis("nonsense").is_err());
}

#[tokio::test]
async fn a_redis_that_is_away_fails_fast() {
    // Bound and let go: nobody listens there now.
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let store = Ephemeral::redis(&format!("redis://127.0.0.1:{port}")).unwrap();
    assert!(bounded(&store, Duration::from_secs(1)).await.is_err());
    // The first attempt has been waited for; from now on the answer is there at once.
    assert!(matches!(bounded(&store, Duration::from_millis(200)).await, Err(EphemeralError::Disconnected)));
}

#[tokio::test]
async fn a_redis_that_accepts_and_stays_silent_hangs_nobody() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let store = Ephemeral::redis(&format!("redis://{}", listener.local_addr().unwrap())).unwrap();
    for _ in 0..5 {
        assert!(bounded(&store, Duration::from_secs(1)).await.is_err());
    }
}

#[tokio::test]
async fn after_a_hanging_redis_is_back_so_is_the_store() {
    let (flowing, gate) = watch::channel(true);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let target = redis_url().split("//").nth(1).unwrap().trim_end_matches('/').to_owned();
    let proxy = tokio::spawn(stoppable_proxy(listener, target, gate));
    let store = Ephemeral::redis(&format!("redis://{address}")).unwrap();
    let key = format!("test:{}", guest());
    store.put(&key, b"before", LONG).await.unwrap();

    flowing.send(false).unwrap();
    for _ in 0..5 {
        assert!(bounded(&store, Duration::from_secs(1)).await.is_err());
    }

    flowing.send(true).unwrap();
    eventually("the store answers again", || async { store.get(&key).await.is_ok_and(|entry| entry.is_some()) }).await;
    store.delete(&key).await.unwrap();
    proxy.abort();
}

async fn bounded(store: &Ephemeral, most: Duration) -> Result<Option<Entry>, EphemeralError> {
    tokio::time::timeout(most, store.get("test:bounded")).await.expect("an answer in time")
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
