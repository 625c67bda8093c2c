//! Floods of tries over HTTP (FAILURES 22): from one place and from everywhere, each is stopped where it is counted, says when to come back, and keeps the
//! owner of an account out of nothing.

use std::{sync::Arc, time::Duration};

use domain::{
    accounts::{AccountRefusal, LinkKind},
    failure::Failure,
};
use reqwest::Response;
use services::accounts::limits::{Limit, Rule};
use testkit::{Options, PASSWORD};
use tokio::task::JoinSet;

use crate::{
    people::{ANNA, BEAT, Browser, account_refusal, done, every_limit, refused, town, wide},
    running::Shop,
};

/// The functions that are limited by block of addresses, each with a form that is looked at.
const BY_BLOCK: [(&str, &[(&str, &str)]); 14] = [
    ("account/log-in", &[("email", ANNA), ("password", "x")]),
    ("account/second-factor", &[("code", "000000")]),
    ("account/ask-passkey", &[]),
    ("account/enter-with-passkey", &[("handle", "unknown"), ("answer", "x")]),
    ("account/register", &[("email", ANNA)]),
    ("account/forgotten", &[("email", ANNA)]),
    ("account/reset", &[("token", "unknown"), ("password", PASSWORD)]),
    ("account/confirm", &[("token", "unknown"), ("password", PASSWORD), ("terms", "2026-11-01")]),
    ("account/verify", &[("token", "unknown")]),
    ("account/revert-email", &[("token", "unknown")]),
    ("account/accept-invitation", &[("token", "unknown"), ("password", PASSWORD), ("terms", "2026-11-01")]),
    ("account/first-admin", &[("token", "unknown"), ("email", ANNA), ("password", PASSWORD), ("terms", "2026-11-01")]),
    ("account/password-strength", &[("email", ANNA), ("password", "x")]),
    ("cart/code", &[("code", "§§§")]),
];

/// All limits by block allow so many tries, and nothing else is limited.
fn by_block(most: u64) -> Options {
    let rule = Rule { most, window: Duration::from_mins(10) };
    let of_blocks = [Limit::LogInByBlock, Limit::MailByBlock, Limit::LinkByBlock, Limit::VoucherByBlock, Limit::StrengthByBlock];
    Options::default().limits(of_blocks.into_iter().fold(every_limit(1_000_000), |limits, limit| limits.with(limit, rule)))
}

fn with_language<'a>(form: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [("language", "fr")].into_iter().chain(form.iter().copied()).collect()
}

/// How long somebody is told to wait, in seconds.
async fn wait(answer: Response) -> u32 {
    let told: u32 = answer.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert_eq!(refused(answer).await, (429, Failure::TooMany { retry_after_seconds: told }));
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_tried_too_often_is_told_so_at_every_door() {
    town(by_block(2), |shop| async move {
        for (number, (function, form)) in BY_BLOCK.iter().enumerate() {
            let form = with_language(form);
            let at = |host: u8| Browser::new(&shop, &format!("203.0.{number}.{host}"));
            for host in 1..=2 {
                let status = at(host).call(function, &form).await.status();
                assert!(status != 429 && !status.is_server_error(), "{function}: {status}");
            }
            let seconds = wait(at(3).call(function, &form).await).await;
            assert!((530..=600).contains(&seconds), "{function}: {seconds}");

            let page = at(4).submit(&format!("/fn/{function}"), &form).await;
            let location = page.headers().get("location").map(|location| location.to_str().unwrap().to_owned());
            let (status, retry) = (page.status().as_u16(), page.headers().contains_key("retry-after"));
            assert_eq!((status, retry, location), (429, true, None), "{function}");
            let text = page.text().await.unwrap();
            assert!(text.contains("<h1>") && text.contains(" min"), "{function}: {text}");

            let elsewhere = Browser::new(&shop, &format!("198.51.{number}.1")).call(function, &form).await;
            assert_ne!(elsewhere.status(), 429, "{function}: others go on");
        }
    })
    .await;
}

/// Tries to log in from a thousand blocks, some at a time; how many tries were looked at.
async fn flood(shop: &Arc<Shop>, email: &'static str) -> usize {
    let mut tries = JoinSet::new();
    for part in 0..8_u8 {
        let shop = Arc::clone(shop);
        tries.spawn(async move {
            let mut looked_at = 0;
            for number in 0..125_u8 {
                let answer = Browser::new(&shop, &format!("10.{part}.{number}.1")).log_in(email, "not the password").await;
                match answer.status().as_u16() {
                    409 => {
                        assert_eq!(account_refusal(answer).await, AccountRefusal::WrongCredentials);
                        looked_at += 1;
                    }
                    _ => assert!((1..=901).contains(&wait(answer).await)),
                }
            }
            looked_at
        });
    }
    tries.join_all().await.into_iter().sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_places_that_try_one_account_do_not_lock_its_owner_out() {
    town(Options::default(), |shop| async move {
        let owner = Browser::new(&shop, "203.0.113.7");
        owner.register(ANNA).await;
        done(owner.call("account/log-out", &[("language", "de")]).await).await;
        // Nobody learns from the limit either whether there is such an account.
        for email in [ANNA, BEAT] {
            assert_eq!(flood(&shop, email).await, 10, "{email}");
        }
        let stranger = Browser::new(&shop, "198.51.100.1");
        assert_eq!(
            refused(stranger.log_in(ANNA, PASSWORD).await).await.0,
            429,
            "not even with the password, from a device that nobody knows"
        );

        done(owner.log_in(ANNA, PASSWORD).await).await;
        assert!(owner.is_in().await, "with a device that was there before");
        // And with none, by the mail.
        let elsewhere = Browser::new(&shop, "198.51.100.2");
        done(elsewhere.call("account/forgotten", &[("language", "de"), ("email", ANNA)]).await).await;
        let token = shop.test.link_to(ANNA, LinkKind::Reset).await;
        let form = [("language", "de"), ("token", token.as_str()), ("password", crate::people::OTHER_PASSWORD)];
        done(elsewhere.call("account/reset", &form).await).await;

        let lines: i64 = sqlx::query_scalar("SELECT count(*) FROM accounts_log_ins").fetch_one(&shop.test.shop.pool).await.unwrap();
        assert!(lines < 60, "the audit of a flood is short: {lines}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_from_one_place_costs_no_other_place_anything() {
    town(Options::default(), |shop| async move {
        Browser::new(&shop, "203.0.113.7").register(ANNA).await;
        let mut looked_at = 0;
        for number in 0..200_u8 {
            let flooder = Browser::new(&shop, &format!("198.51.100.{number}"));
            looked_at += usize::from(flooder.log_in(&format!("guess{number}@example.ch"), "x").await.status() == 409);
        }
        assert_eq!(looked_at, 60);
        done(Browser::new(&shop, "198.51.101.1").log_in(ANNA, PASSWORD).await).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_from_everywhere_is_turned_away_where_hashes_wait_for_their_turn() {
    town(Options::default(), |shop| async move {
        Browser::new(&shop, "203.0.113.7").register(ANNA).await;
        let taken: Vec<_> = std::iter::from_fn(|| shop.test.shop.passwords.place().ok()).collect();
        let stranger = Browser::new(&shop, "198.51.100.1");
        // More often than a block or an account may be tried: nothing is counted.
        for _ in 0..70 {
            assert_eq!(wait(stranger.log_in(ANNA, PASSWORD).await).await, 6);
        }
        let page = stranger.submit("/fn/account/log-in", &[("language", "de"), ("email", ANNA), ("password", PASSWORD)]).await;
        assert_eq!((page.status().as_u16(), page.headers().contains_key("retry-after")), (429, true));
        assert!(!page.headers().contains_key("set-cookie"), "nothing is kept of it");
        // Nobody reads what else they have sent, and pages need no turn.
        assert_eq!(wait(stranger.call("account/log-in", &[("no", "form")]).await).await, 6);
        assert!(stranger.page("/de/account/log-in").await.contains("<h1"));
        drop(taken);
        done(stranger.log_in(ANNA, PASSWORD).await).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_more_mails_than_a_few_because_others_name_them() {
    town(Options::default(), |shop| async move {
        let mut asked = Vec::new();
        for number in 0..6 {
            let function = ["account/register", "account/forgotten"][number % 2];
            let browser = Browser::new(&shop, &format!("203.0.{number}.1"));
            // Another spelling of it is the same mailbox.
            let email = if number == 3 { "Anna.Muster+x@Example.ch" } else { ANNA };
            asked.push(browser.call(function, &[("language", "de"), ("email", email)]).await.status().as_u16());
        }
        assert_eq!(asked, [200, 200, 200, 200, 429, 429]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_codes_ends_whoever_knows_the_password() {
    town(Options::default().limits(every_limit(1_000_000).with(Limit::CodeByAccount, Limit::CodeByAccount.usual())), |shop| async move {
        let anna = Browser::new(&shop, "203.0.113.7");
        anna.register(ANNA).await;
        anna.enrol().await;
        let mut statuses = Vec::new();
        for number in 0..12 {
            let thief = Browser::new(&shop, &format!("198.51.{number}.1"));
            done(thief.log_in(ANNA, PASSWORD).await).await;
            let answer = thief.call("account/second-factor", &[("language", "de"), ("code", &format!("{number:06}"))]).await;
            statuses.push(answer.status().as_u16());
        }
        assert_eq!((&statuses[..10], &statuses[10..]), ([409; 10].as_slice(), [429; 2].as_slice()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_the_password_of_who_is_in_ends_as_well() {
    town(Options::default(), |shop| async move {
        let anna = Browser::new(&shop, "203.0.113.7");
        anna.register(ANNA).await;
        let mut statuses = Vec::new();
        for number in 0..12 {
            let (function, form) = [
                ("account/change-password", vec![("current", "x"), ("password", crate::people::OTHER_PASSWORD)]),
                ("account/close", vec![("current", "x")]),
                ("account/change-email", vec![("current", "x"), ("email", BEAT)]),
            ][number % 3]
                .clone();
            statuses.push(anna.call(function, &with_language(&form)).await.status().as_u16());
        }
        assert_eq!((&statuses[..10], &statuses[10..]), ([409; 10].as_slice(), [429; 2].as_slice()));
    })
    .await;
}

/// What an answer says, but for what differs from one answer to the next of the same kind.
async fn said(answer: Response) -> (u16, Vec<String>, String) {
    let mut names: Vec<String> = answer.headers().keys().map(|name| name.as_str().to_owned()).collect();
    names.sort();
    (answer.status().as_u16(), names, answer.text().await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_tells_whether_there_is_an_account() {
    town(wide(), |shop| async move {
        Browser::new(&shop, "203.0.113.7").register(ANNA).await;
        let closed = Browser::new(&shop, "203.0.113.8");
        closed.register(BEAT).await;
        done(closed.call("account/close", &[("language", "de"), ("current", PASSWORD)]).await).await;
        for (function, more) in
            [("account/log-in", ("password", "not the password")), ("account/register", ("to", "")), ("account/forgotten", ("to", ""))]
        {
            for plain in [false, true] {
                let mut answers = Vec::new();
                for email in [ANNA, BEAT, "nobody@example.ch"] {
                    let (browser, form) = (Browser::new(&shop, "198.51.100.1"), [("language", "de"), ("email", email), more]);
                    answers.push(if plain {
                        let answer = browser.submit(&format!("/fn/{function}"), &form).await;
                        let location = answer.headers()["location"].to_str().unwrap().to_owned();
                        (said(answer).await, location)
                    } else {
                        (said(browser.call(function, &form).await).await, String::new())
                    });
                }
                assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{function}: {answers:#?}");
            }
        }
    })
    .await;
}
