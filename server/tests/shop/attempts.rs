//! Limits of tries over HTTP: who has tried too often is told so, with a time, and nobody else is.

use std::time::Duration;

use domain::failure::Failure;
use reqwest::Response;
use services::accounts::limits::{self, Limit, Limits, Rule};
use testkit::Options;

use crate::{
    people::behind_proxy,
    running::{Shop, behind_with, door},
};

fn two_codes() -> Options {
    let two = Rule { most: 2, window: Duration::from_mins(10) };
    Options::default().limits(Limits::default().with(Limit::VoucherByBlock, two))
}

async fn try_code(shop: &Shop, accept: &str, forwarded_for: &str) -> Response {
    let form = [("language", "fr"), ("code", "§§§")];
    let request = shop.client.post(shop.url("/fn/cart/code")).header("accept", accept).header("accept-language", "fr");
    request.header("x-forwarded-for", forwarded_for).form(&form).send().await.unwrap()
}

#[tokio::test]
async fn who_tries_too_often_is_told_when_to_come_back() {
    behind_with(two_codes(), behind_proxy, |shop| async move {
        for _ in 0..2 {
            assert_eq!(try_code(&shop, "application/json", "203.0.113.7").await.status(), 409);
        }
        let refused = try_code(&shop, "application/json", "203.0.113.99").await;
        assert_eq!(refused.status(), 429, "the same block");
        let seconds: u32 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((540..=600).contains(&seconds), "{seconds}");
        let failure: Failure = serde_json::from_slice(&refused.bytes().await.unwrap()).unwrap();
        assert_eq!(failure, Failure::TooMany { retry_after_seconds: seconds });

        let page = try_code(&shop, "text/html", "203.0.113.7").await;
        assert_eq!((page.status().as_u16(), page.headers().contains_key("retry-after")), (429, true));
        assert!(page.text().await.unwrap().contains("Réessayez dans 10 min"));
        assert_eq!(try_code(&shop, "application/json", "198.51.100.1").await.status(), 409, "others go on");
    })
    .await;
}

#[tokio::test]
async fn nobody_gets_round_a_limit_by_inventing_addresses() {
    behind_with(two_codes(), behind_proxy, |shop| async move {
        let mut statuses = Vec::new();
        for invented in ["1.2.3.4", "5.6.7.8", "9.10.11.12"] {
            statuses.push(try_code(&shop, "application/json", &format!("{invented}, 203.0.113.7")).await.status().as_u16());
        }
        assert_eq!(statuses, [409, 409, 429]);
    })
    .await;
    // Without a proxy that is trusted the header is a stranger's word.
    behind_with(
        two_codes(),
        |_| door(),
        |shop| async move {
            let mut statuses = Vec::new();
            for invented in ["1.2.3.4", "5.6.7.8", "9.10.11.12"] {
                statuses.push(try_code(&shop, "application/json", invented).await.status().as_u16());
            }
            assert_eq!(statuses, [409, 409, 429]);
        },
    )
    .await;
}

#[tokio::test]
async fn a_spent_limit_of_the_services_holds_at_the_door() {
    let one = Rule { most: 1, window: Duration::from_mins(10) };
    let options = Options::default().limits(Limits::default().with(Limit::LogInByBlock, one));
    behind_with(
        options,
        |_| door(),
        |shop| async move {
            let ask = async || {
                let request = shop.client.post(shop.url("/fn/account/log-in")).header("accept", "application/json");
                request.form(&[("email", "a@b.ch")]).send().await.unwrap().status().as_u16()
            };
            assert_ne!(ask().await, 429);
            for _ in 0..2 {
                let _ = limits::count(&shop.test.shop, Limit::LogInByBlock, "127.0.0.0/24").await;
            }
            // Not even the database is asked.
            shop.test.shop.pool.close().await;
            assert_eq!(ask().await, 429);
        },
    )
    .await;
}
