//! Scheduled jobs: one run per tick, whoever asks.

use std::{collections::HashSet, time::Duration};

use services::jobs;
use testkit::TestShop;
use tokio::task::JoinSet;

/// Longer than any test, and counted from the epoch: all of a test falls into one tick.
const EVERY: Duration = Duration::from_hours(10_000_000);

#[tokio::test]
async fn of_twenty_racers_one_claims_the_tick() {
    TestShop::run(|test| async move {
        let mut racers = JoinSet::new();
        for _ in 0..20 {
            let shop = test.shop.clone();
            racers.spawn(async move { jobs::claim(&shop, "reconcile", EVERY).await.unwrap() });
        }
        let runs: Vec<_> = racers.join_all().await.into_iter().flatten().collect();
        assert_eq!(runs.len(), 1);
        assert_eq!(jobs::claim(&test.shop, "reconcile", EVERY).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn jobs_do_not_stand_in_each_others_way() {
    TestShop::run(|test| async move {
        assert!(jobs::claim(&test.shop, "expire", EVERY).await.unwrap().is_some());
        assert!(jobs::claim(&test.shop, "deliver", EVERY).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn each_tick_is_a_run_of_its_own() {
    TestShop::run(|test| async move {
        let mut ticks = HashSet::new();
        for _ in 0..100_000 {
            if let Some(run) = jobs::claim(&test.shop, "sweep", Duration::from_millis(5)).await.unwrap() {
                assert_eq!(run.tick.timestamp_micros() % 5_000, 0);
                assert!(ticks.insert(run.tick));
            }
            if ticks.len() == 3 {
                return;
            }
        }
        panic!("three ticks of 5 ms have not come in 100,000 questions");
    })
    .await;
}

#[tokio::test]
async fn a_finished_run_says_what_came_of_it() {
    TestShop::run(|test| async move {
        let run = jobs::claim(&test.shop, "expire", EVERY).await.unwrap().unwrap();
        jobs::finish(&test.shop, run, "3 expired").await.unwrap();
        let row = sqlx::query!(r#"SELECT outcome, finished_at >= started_at AS "finished!" FROM jobs_runs WHERE job = 'expire'"#)
            .fetch_one(&test.shop.pool)
            .await
            .unwrap();
        assert_eq!((row.outcome.as_str(), row.finished), ("3 expired", true));
    })
    .await;
}

#[tokio::test]
async fn old_runs_are_cleaned_up() {
    TestShop::run(|test| async move {
        jobs::claim(&test.shop, "new", EVERY).await.unwrap().unwrap();
        jobs::claim(&test.shop, "old", EVERY).await.unwrap().unwrap();
        sqlx::query!("UPDATE jobs_runs SET started_at = now() - interval '15 days' WHERE job = 'old'")
            .execute(&test.shop.pool)
            .await
            .unwrap();
        assert_eq!(jobs::clean_up(&test.shop).await.unwrap(), 1);
        assert_eq!(jobs::clean_up(&test.shop).await.unwrap(), 0);
    })
    .await;
}
