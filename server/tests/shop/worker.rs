//! The background task.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use server::worker::{Worker, schedule::Job};
use testkit::TestShop;
use tokio::time::{Instant, sleep, timeout};

const PATIENCE: Duration = Duration::from_secs(15);

/// Waits until something holds.
async fn until<Answer: Future<Output = bool>>(condition: impl Fn() -> Answer) {
    timeout(PATIENCE, async {
        while !condition().await {
            sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .expect("it comes to hold");
}

fn deadline() -> Instant {
    Instant::now() + PATIENCE
}

#[tokio::test]
async fn a_notice_is_worked_off_at_a_call() {
    TestShop::run(async |test| {
        let worker = Worker::start(Arc::clone(&test.shop)).await.unwrap();
        services::payments::record_notice(&test.shop, "mollie", "tr_unknown").await.unwrap();
        until(|| async {
            let attempts: i32 = sqlx::query_scalar("SELECT attempts FROM payments_notices").fetch_one(&test.shop.pool).await.unwrap();
            attempts > 0
        })
        .await;
        worker.stop(deadline()).await;
    })
    .await;
}

static PANICS: AtomicU32 = AtomicU32::new(0);
static STEADY: AtomicU32 = AtomicU32::new(0);

#[tokio::test]
async fn a_panic_ends_neither_its_job_nor_the_others() {
    TestShop::run(async |test| {
        let second = Duration::from_secs(1);
        let jobs = [
            Job {
                name: "test.panics",
                every: second,
                claimed: false,
                on_call: false,
                verb: |_| {
                    Box::pin(async {
                        PANICS.fetch_add(1, Ordering::Relaxed);
                        panic!("on purpose")
                    })
                },
            },
            Job {
                name: "test.steady",
                every: second,
                claimed: true,
                on_call: false,
                verb: |_| Box::pin(async { Ok(u64::from(STEADY.fetch_add(1, Ordering::Relaxed))) }),
            },
        ];
        let worker = Worker::start_jobs(&jobs, Arc::clone(&test.shop)).await.unwrap();
        until(|| async { PANICS.load(Ordering::Relaxed) >= 2 && STEADY.load(Ordering::Relaxed) >= 2 }).await;
        worker.stop(deadline()).await;
        let runs: i64 = sqlx::query_scalar("SELECT count(*) FROM jobs_runs WHERE job = 'test.steady' AND outcome LIKE 'done:%'")
            .fetch_one(&test.shop.pool)
            .await
            .unwrap();
        assert!(runs >= 2, "{runs} runs are written down");
    })
    .await;
}

static BUSY: AtomicU32 = AtomicU32::new(0);
static MOST: AtomicU32 = AtomicU32::new(0);
static FINISHED: AtomicU32 = AtomicU32::new(0);

#[tokio::test]
async fn runs_do_not_overlap_and_the_last_one_is_finished() {
    TestShop::run(async |test| {
        let job = Job {
            name: "test.slow",
            every: Duration::from_secs(1),
            claimed: false,
            on_call: true,
            verb: |_| {
                Box::pin(async {
                    MOST.fetch_max(BUSY.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    sleep(Duration::from_millis(1_500)).await;
                    BUSY.fetch_sub(1, Ordering::SeqCst);
                    FINISHED.fetch_add(1, Ordering::SeqCst);
                    Ok(1)
                })
            },
        };
        let worker = Worker::start_jobs(&[job], Arc::clone(&test.shop)).await.unwrap();
        for _ in 0..20 {
            test.shop.work.notify_one();
            sleep(Duration::from_millis(50)).await;
        }
        until(|| async { BUSY.load(Ordering::SeqCst) == 1 }).await;
        worker.stop(deadline()).await;
        assert_eq!(BUSY.load(Ordering::SeqCst), 0, "the last run was finished");
        assert_eq!(MOST.load(Ordering::SeqCst), 1, "no two at a time");
        let finished = FINISHED.load(Ordering::SeqCst);
        test.shop.work.notify_one();
        sleep(Duration::from_millis(1_500)).await;
        assert_eq!(FINISHED.load(Ordering::SeqCst), finished, "nothing begins after the end");
    })
    .await;
}

#[tokio::test]
async fn two_nodes_share_a_tick() {
    TestShop::run(async |test| {
        let every = Duration::from_hours(1);
        let first = services::jobs::claim(&test.shop, "test.shared", every).await.unwrap();
        let second = services::jobs::claim(&test.shop, "test.shared", every).await.unwrap();
        // The hour can turn between the two.
        assert!(first.is_some() && (second.is_none() || second != first));
    })
    .await;
}

/// Each job of the clean-up, every second.
fn clean_ups() -> Vec<Job> {
    let jobs = server::worker::schedule::SCHEDULE.into_iter().filter(|job| job.name.ends_with(".clean_up") && job.name != "jobs.clean_up");
    jobs.map(|job| Job { every: Duration::from_secs(1), ..job }).collect()
}

#[tokio::test]
async fn the_clean_up_writes_down_how_much_it_took_away() {
    TestShop::run(async |test| {
        let cup = testkit::product().insert(&test).await;
        for owner in [testkit::account().into(), domain::cart::CartOwner::Guest(testkit::guest())] {
            services::cart::add(&test.shop, domain::language::Language::De, owner, cup.variant(), 1).await.unwrap();
        }
        test.shop.ephemeral.put("session:1", b"x", Duration::from_hours(1)).await.unwrap();
        sqlx::raw_sql("UPDATE orders SET updated_at = now() - interval '25 hours'; UPDATE ephemeral_entries SET expires_at = now()")
            .execute(&test.shop.pool)
            .await
            .unwrap();
        let jobs = clean_ups();
        // Those of accounts, imports and bulk acts find nothing here.
        assert_eq!(jobs.len(), 6);
        let worker = Worker::start_jobs(&jobs, Arc::clone(&test.shop)).await.unwrap();
        until(|| async {
            let told: i64 =
                sqlx::query_scalar("SELECT count(*) FROM jobs_runs WHERE outcome = 'done: 1'").fetch_one(&test.shop.pool).await.unwrap();
            told == 3
        })
        .await;
        worker.stop(deadline()).await;
        let left: (i64, i64) = sqlx::query_as("SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM ephemeral_entries)")
            .fetch_one(&test.shop.pool)
            .await
            .unwrap();
        assert_eq!(left, (0, 0));
    })
    .await;
}
