//! Nobody learns from the clock who has an account: over 200 tries each, hit and miss take the same time within what is noise.

use std::{
    pin::Pin,
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{accounts::EmailChange, language::Language};
use services::accounts::{
    self,
    limits::{Limit, Limits, Rule},
};
use testkit::{Options, PASSWORD, TestShop, caller};

const TRIES: usize = 200;
const ANNA: &str = "anna.muster@example.ch";
const BERTA: &str = "berta.muster@example.ch";
const NOBODY: &str = "otto.niemand@example.ch";

fn patient() -> Options {
    let rule = Rule { most: 100_000, window: Duration::from_hours(1) };
    Options::default().limits(Limit::ALL.into_iter().fold(Limits::default(), |limits, limit| limits.with(limit, rule)))
}

/// One try.
type Attempt = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Takes turns, so that whatever else the machine does happens to both.
async fn medians(mut attempt: impl FnMut(bool) -> Attempt) -> (Duration, Duration, Duration) {
    let mut times = [Vec::new(), Vec::new()];
    for turn in 0..TRIES * 2 {
        let is_hit = (turn / 2 + turn) % 2 == 0;
        let begun = Instant::now();
        attempt(is_hit).await;
        times[usize::from(is_hit)].push(begun.elapsed());
    }
    let quantile = |times: &mut Vec<Duration>, part: usize| {
        times.sort_unstable();
        times[times.len() * part / 100]
    };
    let [miss, hit] = &mut times;
    // How far apart the tries of one kind are among themselves.
    let spread = |times: &mut Vec<Duration>| quantile(times, 75).abs_diff(quantile(times, 25));
    let noise = spread(miss).max(spread(hit));
    (quantile(hit, 50), quantile(miss, 50), noise)
}

fn is_the_same((hit, miss, noise): (Duration, Duration, Duration), what: &str) {
    let difference = hit.abs_diff(miss);
    println!("{what}: hit {hit:?}, miss {miss:?}, noise {noise:?}");
    assert!(difference <= noise.max(hit.min(miss) / 10), "{what}: hit {hit:?}, miss {miss:?}, noise {noise:?}");
}

#[tokio::test]
async fn a_log_in() {
    patient()
        .run(|test| async move {
            test.open_account(ANNA).await;
            let from = caller();
            let medians = medians(|is_hit| {
                let (test, from) = (Arc::clone(&test), from.clone());
                Box::pin(async move {
                    let email = if is_hit { ANNA } else { NOBODY };
                    test.log_in(email, "not the password", &from).await.unwrap_err();
                })
            })
            .await;
            is_the_same(medians, "log-in");
        })
        .await;
}

#[tokio::test]
async fn a_registration_and_a_reset() {
    patient()
        .run(|test| async move {
            test.open_account(ANNA).await;
            let from = caller();
            for is_reset in [false, true] {
                let medians = medians(|is_hit| {
                    let (test, from) = (Arc::clone(&test), from.clone());
                    Box::pin(async move {
                        let email = if is_hit { ANNA } else { NOBODY };
                        if is_reset {
                            accounts::request_reset(&test.shop, email, Language::De, &from).await.unwrap();
                        } else {
                            accounts::register(&test.shop, email, Language::De, &from).await.unwrap();
                        }
                    })
                })
                .await;
                is_the_same(medians, if is_reset { "reset" } else { "registration" });
            }
        })
        .await;
}

#[tokio::test]
async fn a_change_of_address() {
    patient()
        .run(|test: Arc<TestShop>| async move {
            let anna = test.open_account(ANNA).await;
            test.open_account(BERTA).await;
            let (who, from) = (test.principal(anna.account).await, caller());
            let medians = medians(|is_hit| {
                let (test, who, from) = (Arc::clone(&test), who, from.clone());
                Box::pin(async move {
                    let email = if is_hit { BERTA } else { NOBODY };
                    let form = EmailChange { password: PASSWORD.into(), email: email.into() };
                    accounts::change_email(&test.shop, &who, &form, &from).await.unwrap();
                })
            })
            .await;
            is_the_same(medians, "change of address");
        })
        .await;
}
