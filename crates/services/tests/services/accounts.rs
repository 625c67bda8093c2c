//! Registering and logging in: what happens, what is told to whom, and what races and clocks can do about it.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{
    accounts::{AccountRefusal, LinkKind, LogInMethod, LogInOutcome, Password, Registration, Role, Roles},
    failure::{FieldError, Refusal},
    language::Language,
};
use services::{
    accounts::{
        self,
        limits::{Limit, Limits, Rule},
    },
    error::Error,
    mail,
};
use testkit::{Options, PASSWORD, TestShop, caller, registration};
use tokio::task::JoinSet;

const ANNA: &str = "anna.muster@example.ch";
const DE: Language = Language::De;

fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> AccountRefusal {
    match answer {
        Err(Error::Refused(Refusal::Account(refusal))) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

async fn count(test: &TestShop, what: &'static str) -> i64 {
    sqlx::query_scalar(what).fetch_one(&test.shop.pool).await.unwrap()
}

async fn run(test: &TestShop, what: &'static str) {
    sqlx::query(what).execute(&test.shop.pool).await.unwrap();
}

/// Limits that a test which tries often does not meet.
fn patient() -> Limits {
    Limit::ALL
        .into_iter()
        .fold(Limits::default(), |limits, limit| limits.with(limit, Rule { most: 100_000, window: std::time::Duration::from_hours(1) }))
}

#[tokio::test]
async fn an_account_begins_with_its_mail() {
    TestShop::run(|test| async move {
        let who = caller();
        accounts::register(&test.shop, " Anna.Muster@example.ch ", DE, &who).await.unwrap();
        assert_eq!(count(&test, "SELECT count(*) FROM accounts").await, 0, "nobody has shown to read there");
        let token = test.link_to(ANNA, LinkKind::Register).await;
        let view = accounts::link(&test.shop, LinkKind::Register, &token, &who).await.unwrap();
        assert_eq!((view.email.as_str(), view.has_account), ("Anna.Muster@example.ch", false));
        let form = Registration { newsletter: true, ..registration() };
        let entered = accounts::confirm_registration(&test.shop, &token, &form, &who).await.unwrap();
        assert_eq!(entered.needs, None);

        let principal = test.principal(entered.account).await;
        assert_eq!(principal.roles, Roles::of(&[Role::Buyer]));
        let account = accounts::account(&test.shop, &principal).await.unwrap();
        assert!(account.verified && account.newsletter && account.password_changed_at.is_some());
        assert_eq!(account.email, "Anna.Muster@example.ch");
        let consents = accounts::consents(&test.shop, &principal).await.unwrap();
        assert_eq!(consents.iter().map(|consent| (consent.version.as_str(), consent.given)).collect::<Vec<_>>(), [("2026-01", true); 2]);
        assert_eq!(test.mail_kinds("Anna.Muster@example.ch").await, ["account_register", "account_welcome"]);

        let back = accounts::Caller { device: entered.new_device.clone(), ..who };
        let again = test.log_in("ANNA.muster+shop@example.ch", PASSWORD, &back).await.unwrap();
        assert_eq!((again.account, again.needs, again.new_device), (entered.account, None, None));
        let log_ins = accounts::log_ins(&test.shop, &principal, entered.account, None).await.unwrap();
        let seen: Vec<_> = log_ins.iter().map(|log_in| (log_in.method, log_in.outcome, log_in.device.as_str())).collect();
        assert_eq!(
            seen,
            [
                (LogInMethod::Password, LogInOutcome::Entered, "Firefox, Linux"),
                (LogInMethod::Link, LogInOutcome::Entered, "Firefox, Linux")
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_has_an_account_is_told_so_by_mail_alone() {
    TestShop::run(|test| async move {
        test.open_account(ANNA).await;
        let known = accounts::register(&test.shop, "anna.muster+x@example.ch", DE, &caller()).await;
        let unknown = accounts::register(&test.shop, "nobody@example.ch", DE, &caller()).await;
        assert_eq!(format!("{known:?}"), format!("{unknown:?}"));
        assert_eq!(test.mail_kinds(ANNA).await, ["account_register", "account_welcome", "account_known"]);
        assert_eq!(test.mail_kinds("anna.muster+x@example.ch").await, Vec::<String>::new(), "the mail goes where the account says");
        assert_eq!(test.mail_kinds("nobody@example.ch").await, ["account_register"]);

        let known = accounts::request_reset(&test.shop, "anna.muster+evil@example.ch", DE, &caller()).await;
        let unknown = accounts::request_reset(&test.shop, "somebody@example.ch", DE, &caller()).await;
        assert_eq!(format!("{known:?}"), format!("{unknown:?}"));
        assert!(test.find_link_to(ANNA, LinkKind::Reset).await.is_some());
        assert_eq!(test.mail_kinds("anna.muster+evil@example.ch").await, Vec::<String>::new());
        assert_eq!(test.mail_kinds("somebody@example.ch").await, Vec::<String>::new());
        assert_eq!(count(&test, "SELECT count(*) FROM accounts_requests").await, 0, "all are worked");
    })
    .await;
}

#[tokio::test]
async fn asking_writes_one_row_whoever_it_is_about() {
    TestShop::run(|test| async move {
        test.open_account(ANNA).await;
        let written = async || {
            // Everything that the asking itself has written, by table.
            let rows: Vec<(String, i64)> = sqlx::query_as(
                "SELECT 'requests', count(*) FROM accounts_requests UNION ALL SELECT 'tokens', count(*) FROM accounts_tokens
                 UNION ALL SELECT 'mails', count(*) FROM mail_outbox ORDER BY 1",
            )
            .fetch_all(&test.shop.pool)
            .await
            .unwrap();
            rows
        };
        let before = written().await;
        accounts::register(&test.shop, ANNA, DE, &caller()).await.unwrap();
        accounts::request_reset(&test.shop, ANNA, DE, &caller()).await.unwrap();
        let hit = written().await;
        accounts::register(&test.shop, "nobody@example.ch", DE, &caller()).await.unwrap();
        accounts::request_reset(&test.shop, "nobody@example.ch", DE, &caller()).await.unwrap();
        let miss = written().await;
        let difference = |one: &[(String, i64)], other: &[(String, i64)]| -> Vec<i64> {
            one.iter().zip(other).map(|((_, one), (_, other))| other - one).collect()
        };
        assert_eq!(difference(&before, &hit), difference(&hit, &miss));
        assert_eq!(difference(&before, &hit).iter().sum::<i64>(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_log_in_that_fails_says_nothing() {
    Options::default()
        .limits(patient())
        .run(|test| async move {
            let anna = test.open_account(ANNA).await;
            let principal = test.principal(anna.account).await;
            test.open_account("closed@example.ch").await;
            let closed = test.log_in("closed@example.ch", PASSWORD, &caller()).await.unwrap().account;
            accounts::close(&test.shop, &test.principal(closed).await, &PASSWORD.into()).await.unwrap();
            for (email, password) in [
                (ANNA, "wrong"),
                ("nobody@example.ch", PASSWORD),
                ("closed@example.ch", PASSWORD),
                ("no address", PASSWORD),
                ("@", " "),
                (ANNA, " "),
            ] {
                let answer = test.log_in(email, password, &caller()).await;
                assert_eq!(refusal(answer), AccountRefusal::WrongCredentials, "{email}");
            }
            let log_ins = accounts::log_ins(&test.shop, &principal, anna.account, None).await.unwrap();
            assert_eq!(log_ins.iter().filter(|log_in| log_in.outcome == LogInOutcome::WrongPassword).count(), 2);
            assert_eq!(count(&test, "SELECT count(*) FROM accounts_log_ins WHERE outcome = 'no_account' AND account_id IS NULL").await, 4);
            let other = test.principal(test.open_account("other@example.ch").await.account).await;
            let foreign = accounts::log_ins(&test.shop, &other, anna.account, None).await;
            assert!(matches!(foreign, Err(Error::Forbidden)), "{foreign:?}");
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_is_confirmed_once_however_many_try() {
    Options::default()
        .connections(20)
        .limits(patient())
        .run(|test| async move {
            let mut links = Vec::new();
            for _ in 0..2 {
                accounts::register(&test.shop, ANNA, DE, &caller()).await.unwrap();
                links.push(test.link_to(ANNA, LinkKind::Register).await);
            }
            assert_ne!(links[0], links[1]);
            let mut racers = JoinSet::new();
            for turn in 0..50 {
                let (shop, token) = (Arc::clone(&test.shop), links[turn % 2].clone());
                racers.spawn(async move { accounts::confirm_registration(&shop, &token, &registration(), &caller()).await });
            }
            let answers = racers.join_all().await;
            assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
            for answer in answers.into_iter().filter(Result::is_err) {
                assert_eq!(refusal(answer), AccountRefusal::LinkInvalid);
            }
            assert_eq!(count(&test, "SELECT count(*) FROM accounts").await, 1);
            assert_eq!(count(&test, "SELECT count(*) FROM mail_outbox WHERE kind = 'account_welcome'").await, 1);
            assert_eq!(count(&test, "SELECT count(*) FROM accounts_tokens WHERE ended_at IS NULL").await, 0);
        })
        .await;
}

#[tokio::test]
async fn weak_passwords_leave_the_link_good() {
    TestShop::run(|test| async move {
        accounts::register(&test.shop, ANNA, DE, &caller()).await.unwrap();
        let token = test.link_to(ANNA, LinkKind::Register).await;
        let confirm = async |password: &str, terms: &str| {
            let form = Registration { password: password.into(), terms: terms.into(), newsletter: false };
            accounts::confirm_registration(&test.shop, &token, &form, &caller()).await
        };
        assert!(matches!(confirm("kurz", "2026-01").await, Err(Error::Invalid(errors)) if errors[0].field == "password"));
        assert!(matches!(confirm(PASSWORD, "").await, Err(Error::Invalid(errors)) if errors[0].field == "terms"));
        for password in ["anna.muster1", "passwort1234"] {
            match refusal(confirm(password, "2026-01").await) {
                AccountRefusal::PasswordWeak(strength) => assert!(strength.score < 3, "{password}"),
                other => panic!("{other:?}"),
            }
        }
        confirm(PASSWORD, "2026-01").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_databases_time_ends_links() {
    TestShop::run(|test| async move {
        accounts::register(&test.shop, ANNA, DE, &caller()).await.unwrap();
        let token = test.link_to(ANNA, LinkKind::Register).await;
        test.clock.advance(TimeDelta::days(400));
        accounts::link(&test.shop, LinkKind::Register, &token, &caller()).await.unwrap();
        run(&test, "UPDATE accounts_tokens SET expires_at = now() - interval '1 second'").await;
        test.clock.advance(TimeDelta::days(-800));
        let opened = accounts::link(&test.shop, LinkKind::Register, &token, &caller()).await;
        assert_eq!(refusal(opened), AccountRefusal::LinkInvalid);
        let confirmed = accounts::confirm_registration(&test.shop, &token, &registration(), &caller()).await;
        assert_eq!(refusal(confirmed), AccountRefusal::LinkInvalid);
        for token in ["", "x", &"A".repeat(43), &"ü".repeat(10_000)] {
            let opened = accounts::link(&test.shop, LinkKind::Register, token, &caller()).await;
            assert_eq!(refusal(opened), AccountRefusal::LinkInvalid);
        }
    })
    .await;
}

#[tokio::test]
async fn a_link_is_good_for_its_own_kind_alone() {
    TestShop::run(|test| async move {
        test.open_account(ANNA).await;
        accounts::request_reset(&test.shop, ANNA, DE, &caller()).await.unwrap();
        let token = test.link_to(ANNA, LinkKind::Reset).await;
        for kind in LinkKind::ALL.into_iter().filter(|kind| *kind != LinkKind::Reset) {
            let opened = accounts::link(&test.shop, kind, &token, &caller()).await;
            assert_eq!(refusal(opened), AccountRefusal::LinkInvalid, "{kind:?}");
        }
        accounts::link(&test.shop, LinkKind::Reset, &token, &caller()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn no_secret_is_in_the_database_once_its_mail_is_sent() {
    TestShop::run(|test| async move {
        accounts::register(&test.shop, ANNA, DE, &caller()).await.unwrap();
        let token = test.link_to(ANNA, LinkKind::Register).await;
        mail::deliver(&test.shop).await.unwrap();
        let sent = test.sandbox.control().mails_to(ANNA).pop().unwrap();
        assert!(sent.text.unwrap().contains(&token) && sent.html.unwrap().contains(&token));
        let entered = accounts::confirm_registration(&test.shop, &token, &registration(), &caller()).await.unwrap();
        for secret in [token.as_str(), PASSWORD, entered.new_device.as_deref().unwrap()] {
            for table in ["accounts", "accounts_tokens", "accounts_requests", "accounts_devices", "accounts_log_ins", "mail_outbox"] {
                let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT t::text FROM {table} AS t")))
                    .fetch_all(&test.shop.pool)
                    .await
                    .unwrap();
                assert!(rows.iter().all(|row| !row.contains(secret)), "{table}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_hash_of_lesser_parameters_is_renewed_at_the_next_log_in() {
    TestShop::run(|test| async move {
        test.open_account(ANNA).await;
        // Made with 4 MiB of the same password.
        let weaker = weaker_hash(PASSWORD);
        sqlx::query("UPDATE accounts SET password_hash = $1").bind(&weaker).execute(&test.shop.pool).await.unwrap();
        test.log_in(ANNA, PASSWORD, &caller()).await.unwrap();
        let renewed: String = sqlx::query_scalar("SELECT password_hash FROM accounts").fetch_one(&test.shop.pool).await.unwrap();
        assert!(renewed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{renewed}");
        test.log_in(ANNA, PASSWORD, &caller()).await.unwrap();
    })
    .await;
}

fn weaker_hash(password: &str) -> String {
    use argon2::{
        Argon2, Params,
        password_hash::{PasswordHasher, phc::PasswordHash},
    };
    let argon = Argon2::from(Params::new(4 * 1024, 1, 1, None).unwrap());
    let hash: PasswordHash = argon.hash_password_with_salt(password.as_bytes(), b"sixteen bytes ok").unwrap();
    hash.to_string()
}

#[tokio::test]
async fn a_form_that_is_not_filled_in_is_no_try() {
    TestShop::run(|test| async move {
        test.open_account(ANNA).await;
        let lines = count(&test, "SELECT count(*) FROM accounts_log_ins").await;
        let from = caller();
        let empty = async |email: &str, password: &str| match test.log_in(email, password, &from).await {
            Err(Error::Invalid(errors)) => errors,
            other => panic!("{other:?}"),
        };
        let (email, password) = (FieldError::required("email"), FieldError::required("password"));
        // More often than anything may be tried.
        for _ in 0..30 {
            assert_eq!(empty("", "").await, [email.clone(), password.clone()]);
            assert_eq!(empty("  ", PASSWORD).await, std::slice::from_ref(&email));
            assert_eq!(empty(ANNA, "").await, std::slice::from_ref(&password));
        }
        assert_eq!(count(&test, "SELECT count(*) FROM accounts_log_ins").await, lines);
        assert_eq!(refusal(test.log_in(ANNA, " ", &from).await), AccountRefusal::WrongCredentials, "a blank may be a password");
        test.log_in(ANNA, PASSWORD, &from).await.unwrap();
    })
    .await;
}

/// Of a flood most have to cost nothing: what the shop has, the pages need.
#[tokio::test]
async fn whoever_comes_when_too_many_wait_is_neither_looked_at_nor_counted() {
    TestShop::run(|test| async move {
        test.open_account(ANNA).await;
        let who = test.principal(test.log_in(ANNA, PASSWORD, &caller()).await.unwrap().account).await;
        let lines = count(&test, "SELECT count(*) FROM accounts_log_ins").await;
        let from = caller();
        let taken: Vec<accounts::Place> = std::iter::from_fn(|| test.shop.passwords.place().ok()).collect();
        // More often than any limit allows.
        for _ in 0..70 {
            for email in [ANNA, "nobody@example.ch"] {
                assert!(
                    matches!(test.log_in(email, PASSWORD, &from).await, Err(Error::TooMany { retry_after }) if retry_after.as_secs() == 5)
                );
            }
            assert!(matches!(accounts::close(&test.shop, &who, &PASSWORD.into()).await, Err(Error::TooMany { .. })));
        }
        drop(taken);
        assert_eq!(count(&test, "SELECT count(*) FROM accounts_log_ins").await, lines);
        test.log_in(ANNA, PASSWORD, &from).await.unwrap();
        accounts::close(&test.shop, &who, &PASSWORD.into()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn feedback_comes_while_typing() {
    TestShop::run(|test| async move {
        let weak = test.shop.passwords.strength(&Password::from("anna.muster"), ANNA).await.unwrap();
        assert!(!weak.is_enough());
        let good = test.shop.passwords.strength(&Password::from(PASSWORD), ANNA).await.unwrap();
        assert!(good.is_enough() && good.weakness.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_request_that_fails_is_worked_later() {
    TestShop::run(|test| async move {
        accounts::register(&test.shop, ANNA, DE, &caller()).await.unwrap();
        run(&test, "ALTER TABLE mail_outbox RENAME TO away").await;
        assert_eq!(accounts::work_requests(&test.shop).await.unwrap(), 0);
        run(&test, "ALTER TABLE away RENAME TO mail_outbox").await;
        assert_eq!(count(&test, "SELECT count(*) FROM accounts_tokens").await, 0, "no link without its mail");
        assert_eq!(accounts::work_requests(&test.shop).await.unwrap(), 0, "not at once");
        run(&test, "UPDATE accounts_requests SET next_attempt_at = now()").await;
        assert_eq!(accounts::work_requests(&test.shop).await.unwrap(), 1);
        assert!(test.find_link_to(ANNA, LinkKind::Register).await.is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_work_each_request_once() {
    Options::default()
        .connections(20)
        .limits(patient())
        .run(|test| async move {
            for number in 0..20 {
                accounts::register(&test.shop, &format!("buyer-{number}@example.ch"), DE, &caller()).await.unwrap();
            }
            let mut nodes = JoinSet::new();
            for _ in 0..8 {
                let shop = Arc::clone(&test.shop);
                nodes.spawn(async move { accounts::work_requests(&shop).await.unwrap() });
            }
            assert_eq!(nodes.join_all().await.into_iter().sum::<u64>(), 20);
            assert_eq!(count(&test, "SELECT count(*) FROM mail_outbox").await, 20);
        })
        .await;
}
