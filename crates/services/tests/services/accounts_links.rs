//! FAILURES 21: what a link can do, once; and what a thief of an account cannot keep its owner from doing.

use std::{sync::Arc, time::Duration};

use domain::{
    accounts::{AccountRefusal, CodeEnrolment, EmailChange, LinkKind, PasswordChange},
    ids::AccountId,
    language::Language,
};
use services::{
    accounts::{
        self, Caller,
        limits::{Limit, Limits, Rule},
        sessions::{self, SessionKey},
    },
    error::Error,
};
use testkit::{Options, PASSWORD, TestShop, caller};
use tokio::task::JoinSet;

use crate::accounts_asked::{patient, refusal};

const ANNA: &str = "anna.muster@example.ch";
const THIEF: &str = "thief@example.org";
const DE: Language = Language::De;
const NEW: &str = "kirsche ofen leuchtturm";

/// Logs in and begins a session of this name.
async fn sit_down(test: &TestShop, email: &str, password: &str, name: &str) -> Result<domain::ids::SessionId, Error> {
    let who = caller();
    let logged_in = test.log_in(email, password, &who).await?;
    sessions::begin(&test.shop, &SessionKey::of(name), &logged_in, &who).await
}

async fn is_in(test: &TestShop, name: &str) -> bool {
    sessions::find(&test.shop, &SessionKey::of(name), &caller()).await.unwrap().is_some()
}

async fn reset_link(test: &TestShop, email: &str) -> String {
    accounts::request_reset(&test.shop, email, DE, &caller()).await.unwrap();
    test.link_to(email, LinkKind::Reset).await
}

/// Somebody who is in moves the account to another address that they read.
async fn move_to(test: &TestShop, account: AccountId, email: &str, password: &str) {
    let who = test.principal(account).await;
    let form = EmailChange { password: password.into(), email: email.into() };
    accounts::change_email(&test.shop, &who, &form, &caller()).await.unwrap();
    let token = test.link_to(email, LinkKind::EmailChange).await;
    accounts::confirm_email(&test.shop, &who, &token, &caller()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_link_works_once_under_fifty_racers_and_ends_all_sessions() {
    patient()
        .run(|test| async move {
            test.open_account(ANNA).await;
            for name in ["telephone", "laptop"] {
                sit_down(&test, ANNA, PASSWORD, name).await.unwrap();
            }
            let (first, second) = (reset_link(&test, ANNA).await, reset_link(&test, ANNA).await);
            let passwords: Vec<String> = (0..50).map(|number| format!("{NEW} {number:03}")).collect();
            let mut racers = JoinSet::new();
            for (turn, password) in passwords.iter().cloned().enumerate() {
                let (shop, token) = (Arc::clone(&test.shop), if turn % 2 == 0 { first.clone() } else { second.clone() });
                racers.spawn(async move { accounts::reset(&shop, &token, &password.as_str().into(), &caller()).await.map(|()| password) });
            }
            let answers = racers.join_all().await;
            let won: Vec<&String> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
            assert_eq!(won.len(), 1, "one link makes the other void as well");
            test.log_in(ANNA, won[0], &caller()).await.unwrap();
            assert_eq!(refusal(test.log_in(ANNA, PASSWORD, &caller()).await), AccountRefusal::WrongCredentials);
            assert!(!is_in(&test, "telephone").await && !is_in(&test, "laptop").await);
            let mails = test.mail_kinds(ANNA).await;
            assert_eq!(mails.iter().filter(|kind| *kind == "account_password_changed").count(), 1);
            assert_eq!(
                sqlx::query_scalar::<_, i64>("SELECT count(*) FROM accounts_devices").fetch_one(&test.shop.pool).await.unwrap(),
                1,
                "devices of before are strange again"
            );
        })
        .await;
}

#[tokio::test]
async fn a_weak_password_leaves_the_reset_link_good() {
    TestShop::run(|test| async move {
        test.open_account(ANNA).await;
        let token = reset_link(&test, ANNA).await;
        let weak = accounts::reset(&test.shop, &token, &"anna.muster1".into(), &caller()).await;
        assert!(matches!(refusal(weak), AccountRefusal::PasswordWeak(_)));
        test.log_in(ANNA, PASSWORD, &caller()).await.unwrap();
        accounts::reset(&test.shop, &token, &NEW.into(), &caller()).await.unwrap();
        assert_eq!(refusal(accounts::reset(&test.shop, &token, &NEW.into(), &caller()).await), AccountRefusal::LinkInvalid);
    })
    .await;
}

#[tokio::test]
async fn a_log_in_that_began_before_a_reset_does_not_end_after_it() {
    patient()
        .run(|test| async move {
            test.open_account(ANNA).await;
            let who = caller();
            let slow = test.log_in(ANNA, PASSWORD, &who).await.unwrap();
            let token = reset_link(&test, ANNA).await;
            accounts::reset(&test.shop, &token, &NEW.into(), &caller()).await.unwrap();
            let begun = sessions::begin(&test.shop, &SessionKey::of("late"), &slow, &who).await;
            assert_eq!(refusal(begun), AccountRefusal::WrongCredentials);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_races_with_a_reset_nobody_is_in_with_the_old_password() {
    patient()
        .run(|test| async move {
            let mut password = PASSWORD.to_owned();
            test.open_account(ANNA).await;
            for round in 0..6 {
                let token = reset_link(&test, ANNA).await;
                let mut racers = JoinSet::new();
                for number in 0..8 {
                    let (test, password) = (Arc::clone(&test), password.clone());
                    racers.spawn(async move {
                        let name = format!("{round}-{number}");
                        let _ = sit_down(&test, ANNA, &password, &name).await;
                        name
                    });
                }
                let next = format!("{NEW} {round:03}");
                accounts::reset(&test.shop, &token, &next.as_str().into(), &caller()).await.unwrap();
                for name in racers.join_all().await {
                    assert!(!is_in(&test, &name).await, "{name}");
                }
                password = next;
            }
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_password_keeps_the_session_that_changed_it() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await;
            let who = test.principal(anna.account).await;
            let here = sit_down(&test, ANNA, PASSWORD, "here").await.unwrap();
            sit_down(&test, ANNA, PASSWORD, "there").await.unwrap();
            let waiting = reset_link(&test, ANNA).await;
            let wrong = PasswordChange { current: "wrong".into(), new: NEW.into() };
            let answer = accounts::change_password(&test.shop, &who, Some(here), &wrong, &caller()).await;
            assert_eq!(refusal(answer), AccountRefusal::WrongPassword);

            let mut racers = JoinSet::new();
            for number in 0..10 {
                let (shop, who) = (Arc::clone(&test.shop), who);
                racers.spawn(async move {
                    let form = PasswordChange { current: PASSWORD.into(), new: format!("{NEW} {number:03}").as_str().into() };
                    accounts::change_password(&shop, &who, Some(here), &form, &caller()).await
                });
            }
            assert_eq!(racers.join_all().await.into_iter().flatten().count(), 1);
            assert!(is_in(&test, "here").await && !is_in(&test, "there").await);
            assert_eq!(refusal(accounts::reset(&test.shop, &waiting, &NEW.into(), &caller()).await), AccountRefusal::LinkInvalid);
        })
        .await;
}

#[tokio::test]
async fn another_address_needs_the_link_and_whoever_is_in() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            let stranger = test.principal(test.open_account("stranger@example.ch").await.account).await;
            let who = test.principal(anna).await;
            let form = EmailChange { password: PASSWORD.into(), email: "anna.neu@example.ch".into() };
            let unproven = EmailChange { password: "wrong".into(), ..form.clone() };
            assert_eq!(refusal(accounts::change_email(&test.shop, &who, &unproven, &caller()).await), AccountRefusal::WrongPassword);
            accounts::change_email(&test.shop, &who, &form, &caller()).await.unwrap();
            let token = test.link_to("anna.neu@example.ch", LinkKind::EmailChange).await;
            test.log_in(ANNA, PASSWORD, &caller()).await.unwrap();
            let foreign = accounts::confirm_email(&test.shop, &stranger, &token, &caller()).await;
            assert_eq!(refusal(foreign), AccountRefusal::LinkInvalid);
            accounts::confirm_email(&test.shop, &who, &token, &caller()).await.unwrap();
            assert_eq!(refusal(accounts::confirm_email(&test.shop, &who, &token, &caller()).await), AccountRefusal::LinkInvalid);
            assert_eq!(test.log_in("anna.neu@example.ch", PASSWORD, &caller()).await.unwrap().account, anna);
            assert_eq!(refusal(test.log_in(ANNA, PASSWORD, &caller()).await), AccountRefusal::WrongCredentials);
            assert_eq!(test.mail_kinds(ANNA).await.last().unwrap(), "account_email_changed");
        })
        .await;
}

#[tokio::test]
async fn a_taken_address_is_told_to_its_owner_alone() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            test.open_account("berta@example.ch").await;
            let who = test.principal(anna).await;
            let form = EmailChange { password: PASSWORD.into(), email: "berta+x@example.ch".into() };
            accounts::change_email(&test.shop, &who, &form, &caller()).await.unwrap();
            assert_eq!(test.mail_kinds("berta@example.ch").await.last().unwrap(), "account_email_taken");
            assert_eq!(test.mail_kinds("berta+x@example.ch").await, Vec::<String>::new());

            // Free when it was asked for, taken when it is confirmed.
            let form = EmailChange { password: PASSWORD.into(), email: "carla@example.ch".into() };
            accounts::change_email(&test.shop, &who, &form, &caller()).await.unwrap();
            let token = test.link_to("carla@example.ch", LinkKind::EmailChange).await;
            test.open_account("carla@example.ch").await;
            assert_eq!(refusal(accounts::confirm_email(&test.shop, &who, &token, &caller()).await), AccountRefusal::AddressTaken);
        })
        .await;
}

#[tokio::test]
async fn a_stolen_account_comes_back_whatever_the_thief_does() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            sit_down(&test, ANNA, PASSWORD, "thief").await.unwrap();
            move_to(&test, anna, THIEF, PASSWORD).await;
            let revert = test.link_to(ANNA, LinkKind::EmailRevert).await;

            // The thief sets a password, an app, another address, and closes the account.
            let reset = reset_link(&test, THIEF).await;
            accounts::reset(&test.shop, &reset, &NEW.into(), &caller()).await.unwrap();
            enrol(&test, anna, NEW).await;
            move_to(&test, anna, "thief.two@example.org", NEW).await;
            let later = test.link_to(THIEF, LinkKind::EmailRevert).await;
            accounts::close(&test.shop, &test.principal(anna).await, &NEW.into()).await.unwrap();

            let reset = accounts::revert_email(&test.shop, &revert, &caller()).await.unwrap();
            assert_eq!(refusal(accounts::revert_email(&test.shop, &revert, &caller()).await), AccountRefusal::LinkInvalid);
            assert_eq!(refusal(accounts::revert_email(&test.shop, &later, &caller()).await), AccountRefusal::LinkInvalid);
            for password in [PASSWORD, NEW] {
                for email in [ANNA, THIEF, "thief.two@example.org"] {
                    assert_eq!(refusal(test.log_in(email, password, &caller()).await), AccountRefusal::WrongCredentials);
                }
            }
            assert!(!is_in(&test, "thief").await);
            accounts::reset(&test.shop, &reset, &"wolke hammer sieben".into(), &caller()).await.unwrap();
            let back = test.log_in(ANNA, "wolke hammer sieben", &caller()).await.unwrap();
            assert_eq!((back.account, back.needs), (anna, None), "the thief's app is gone");
        })
        .await;
}

/// Sets an app up.
async fn enrol(test: &TestShop, account: AccountId, password: &str) {
    let who = test.principal(account).await;
    let setup = accounts::begin_codes(&test.shop, &who).await.unwrap();
    let secret = totp_rs::Secret::try_from_base32(setup.secret.replace(' ', "")).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let now: i64 = sqlx::query_scalar("SELECT extract(epoch FROM now())::bigint").fetch_one(&test.shop.pool).await.unwrap();
    let form = CodeEnrolment { password: password.into(), code: totp.generate(now.unsigned_abs()).to_string() };
    accounts::confirm_codes(&test.shop, &who, &form, &caller()).await.unwrap();
}

#[tokio::test]
async fn the_owners_second_factor_survives_a_thiefs_change_of_address() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            enrol(&test, anna, PASSWORD).await;
            move_to(&test, anna, THIEF, PASSWORD).await;
            let revert = test.link_to(ANNA, LinkKind::EmailRevert).await;
            let reset = accounts::revert_email(&test.shop, &revert, &caller()).await.unwrap();
            accounts::reset(&test.shop, &reset, &NEW.into(), &caller()).await.unwrap();
            let back = test.log_in(ANNA, NEW, &caller()).await.unwrap();
            assert_eq!(back.needs, Some(domain::accounts::SecondFactor::Prove));
        })
        .await;
}

#[tokio::test]
async fn a_change_can_be_taken_back_for_a_week_of_the_databases() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            move_to(&test, anna, THIEF, PASSWORD).await;
            let revert = test.link_to(ANNA, LinkKind::EmailRevert).await;
            let days: f64 = sqlx::query_scalar(
                "SELECT (extract(epoch FROM expires_at - created_at) / 86400)::float8 FROM accounts_tokens WHERE kind = 'email-revert'",
            )
            .fetch_one(&test.shop.pool)
            .await
            .unwrap();
            assert!((days - 7.0).abs() < 0.1, "{days}");
            sqlx::query("UPDATE accounts_tokens SET expires_at = now() WHERE kind = 'email-revert'")
                .execute(&test.shop.pool)
                .await
                .unwrap();
            assert_eq!(refusal(accounts::revert_email(&test.shop, &revert, &caller()).await), AccountRefusal::LinkInvalid);
        })
        .await;
}

#[tokio::test]
async fn a_closed_account_opens_with_a_new_password() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            sit_down(&test, ANNA, PASSWORD, "here").await.unwrap();
            let who = test.principal(anna).await;
            assert_eq!(refusal(accounts::close(&test.shop, &who, &"wrong".into()).await), AccountRefusal::WrongPassword);
            accounts::close(&test.shop, &who, &PASSWORD.into()).await.unwrap();
            assert!(!is_in(&test, "here").await);
            assert_eq!(refusal(test.log_in(ANNA, PASSWORD, &caller()).await), AccountRefusal::WrongCredentials);
            assert_eq!(test.mail_kinds(ANNA).await.last().unwrap(), "account_closed");
            let token = reset_link(&test, ANNA).await;
            accounts::reset(&test.shop, &token, &NEW.into(), &caller()).await.unwrap();
            assert_eq!(test.log_in(ANNA, NEW, &caller()).await.unwrap().account, anna);
        })
        .await;
}

#[tokio::test]
async fn strangers_who_flood_an_account_do_not_lock_its_owner_out() {
    let rule = |most| Rule { most, window: Duration::from_hours(1) };
    let limits = Limits::default().with(Limit::LogInByAccount, rule(3)).with(Limit::LogInByDevice, rule(3));
    Options::default()
        .limits(limits)
        .run(|test| async move {
            let device = test.open_account(ANNA).await.new_device;
            for _ in 0..3 {
                assert_eq!(refusal(test.log_in(ANNA, "guess", &caller()).await), AccountRefusal::WrongCredentials);
            }
            for email in [ANNA, "nobody@example.ch", "nobody@example.ch", "nobody@example.ch"] {
                let answer = test.log_in(email, "guess", &caller()).await;
                assert_eq!(matches!(answer, Err(Error::TooMany { .. })), email == ANNA, "{answer:?}");
            }
            // An address without an account is kept out alike, after as many.
            assert!(matches!(test.log_in("nobody@example.ch", "guess", &caller()).await, Err(Error::TooMany { .. })));
            // From anywhere, but with the cookie of a device that was here before.
            let owner = || Caller { device: device.clone(), ..caller() };
            for _ in 0..5 {
                test.log_in(ANNA, PASSWORD, &owner()).await.unwrap();
            }
            for _ in 0..3 {
                assert_eq!(refusal(test.log_in(ANNA, "guess", &owner()).await), AccountRefusal::WrongCredentials);
            }
            let answer = test.log_in(ANNA, PASSWORD, &owner()).await;
            assert!(matches!(answer, Err(Error::TooMany { .. })), "a stolen cookie is no way around: {answer:?}");
            let kept_out: i64 = sqlx::query_scalar("SELECT count(*) FROM accounts_log_ins WHERE outcome = 'too_many'")
                .fetch_one(&test.shop.pool)
                .await
                .unwrap();
            assert!(kept_out >= 2);
        })
        .await;
}

#[tokio::test]
async fn a_new_device_is_told_and_a_known_one_is_not() {
    patient()
        .run(|test| async move {
            let first = caller();
            accounts::register(&test.shop, ANNA, DE, &first).await.unwrap();
            let token = test.link_to(ANNA, LinkKind::Register).await;
            let entered = accounts::confirm_registration(&test.shop, &token, &testkit::registration(), &first).await.unwrap();
            let told = async || test.mail_kinds(ANNA).await.iter().filter(|kind| *kind == "account_new_device").count();
            test.log_in(ANNA, PASSWORD, &first).await.unwrap();
            test.log_in(ANNA, PASSWORD, &Caller { device: entered.new_device, ..caller() }).await.unwrap();
            assert_eq!(told().await, 0, "known by its cookie, or as like as two peas");
            let strange = Caller { user_agent: "Mozilla/5.0 (iPhone) Safari/604.1".into(), ..caller() };
            test.log_in(ANNA, "wrong", &strange).await.unwrap_err();
            assert_eq!(told().await, 0, "who is not in is no news");
            test.log_in(ANNA, PASSWORD, &strange).await.unwrap();
            assert_eq!(told().await, 1);
            let body: String = sqlx::query_scalar("SELECT body_text FROM mail_outbox WHERE kind = 'account_new_device'")
                .fetch_one(&test.shop.pool)
                .await
                .unwrap();
            assert!(body.contains("Safari, iPhone") && body.contains(&strange.address.to_string()), "{body}");
            // A cookie of another account is none.
            let berta = test.open_account("berta@example.ch").await;
            let known = test.log_in(ANNA, PASSWORD, &Caller { device: berta.new_device, ..caller() }).await.unwrap();
            assert!(known.new_device.is_some());
        })
        .await;
}
