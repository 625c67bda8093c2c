//! Codes and recovery codes: each once, whoever races; and who cannot be without.

use std::{sync::Arc, time::Duration};

use domain::{
    accounts::{AccountRefusal, CodeEnrolment, Principal, Role, SecondFactor},
    ids::SessionId,
};
use services::{
    accounts::{
        self, LoggedIn,
        limits::{Limit, Limits, Rule},
        roles,
    },
    error::Error,
    orders::Actor,
    vault::Vault,
};
use testkit::{Options, PASSWORD, TestShop, caller};
use tokio::task::JoinSet;
use totp_rs::{Builder, Secret, Totp};

use crate::accounts_asked::{patient, refusal};

const ANNA: &str = "anna.muster@example.ch";

/// Somebody's app.
struct App(Totp);

impl App {
    async fn begin(test: &TestShop, who: &Principal) -> Self {
        let setup = accounts::begin_codes(&test.shop, who).await.unwrap();
        let secret = Secret::try_from_base32(setup.secret.replace(' ', "")).unwrap();
        Self(Builder::new().with_secret(secret).build().unwrap())
    }

    /// The code of now, by the database's clock, or of some steps later.
    async fn code(&self, test: &TestShop, later: i64) -> String {
        self.0.generate(((step(test).await + later) * 30).unsigned_abs()).to_string()
    }
}

/// The step of now. A cast alone would round, and say the next one half a second early.
async fn step(test: &TestShop) -> i64 {
    sqlx::query_scalar("SELECT floor(extract(epoch FROM clock_timestamp()) / 30)::bigint").fetch_one(&test.shop.pool).await.unwrap()
}

/// With the code of the step before, so that the present one can still be used.
async fn enrol(test: &TestShop, who: &Principal) -> (App, Vec<String>) {
    let app = App::begin(test, who).await;
    loop {
        let begun = step(test).await;
        let form = CodeEnrolment { password: PASSWORD.into(), code: app.code(test, -1).await };
        match accounts::confirm_codes(&test.shop, who, &form, &caller()).await {
            Ok(codes) => return (app, codes),
            // Meanwhile the next step has begun, and this code is two behind.
            Err(_) if step(test).await > begun => {}
            Err(error) => panic!("{error:?}"),
        }
    }
}

async fn ask(test: &TestShop) -> LoggedIn {
    let asked = test.log_in(ANNA, PASSWORD, &caller()).await.unwrap();
    assert_eq!(asked.needs, Some(SecondFactor::Prove));
    asked
}

async fn answer(test: &TestShop, asked: &LoggedIn, code: &str) -> Result<LoggedIn, Error> {
    accounts::second_factor(&test.shop, asked.account, asked.credentials, code, &caller()).await
}

#[tokio::test]
async fn an_app_shows_its_secret_before_it_counts() {
    patient()
        .run(|test| async move {
            let who = test.principal(test.open_account(ANNA).await.account).await;
            let first = accounts::begin_codes(&test.shop, &who).await.unwrap();
            assert_eq!(accounts::begin_codes(&test.shop, &who).await.unwrap(), first, "a page that is loaded again shows the same");
            assert_eq!(test.log_in(ANNA, PASSWORD, &caller()).await.unwrap().needs, None);
            let app = App::begin(&test, &who).await;
            let confirm = async |password: &str, code: String| {
                let form = CodeEnrolment { password: password.into(), code };
                accounts::confirm_codes(&test.shop, &who, &form, &caller()).await
            };
            assert_eq!(refusal(confirm("wrong", app.code(&test, 0).await).await), AccountRefusal::WrongPassword);
            assert_eq!(refusal(confirm(PASSWORD, app.code(&test, 20).await).await), AccountRefusal::WrongCode);
            let codes = confirm(PASSWORD, app.code(&test, 0).await).await.unwrap();
            assert_eq!(codes.len(), 10);
            assert_eq!(refusal(confirm(PASSWORD, app.code(&test, 1).await).await), AccountRefusal::AlreadyEnrolled);
            assert_eq!(refusal(accounts::begin_codes(&test.shop, &who).await), AccountRefusal::AlreadyEnrolled);
            assert_eq!(test.mail_kinds(ANNA).await.last().unwrap(), "account_codes_added");
            let view = accounts::account(&test.shop, &who).await.unwrap();
            assert!(view.second_factors.codes && view.second_factors.recovery_codes == 10);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_lets_one_of_fifty_in_and_nobody_afterwards() {
    patient()
        .run(|test| async move {
            let who = test.principal(test.open_account(ANNA).await.account).await;
            let (app, recovery) = enrol(&test, &who).await;
            let asked = ask(&test).await;
            for code in [app.code(&test, 0).await, recovery[3].to_lowercase().replace('-', " ")] {
                let mut racers = JoinSet::new();
                for _ in 0..50 {
                    let (shop, asked, code) = (Arc::clone(&test.shop), asked.clone(), code.clone());
                    racers.spawn(async move {
                        accounts::second_factor(&shop, asked.account, asked.credentials, &code, &caller()).await
                    });
                }
                assert_eq!(racers.join_all().await.into_iter().flatten().count(), 1, "{code}");
                assert_eq!(refusal(answer(&test, &asked, &code).await), AccountRefusal::WrongCode);
            }
            let entered: Vec<(String, i64)> = sqlx::query_as(
                "SELECT method, count(*) FROM accounts_log_ins WHERE outcome = 'entered' AND method <> 'link' GROUP BY method ORDER BY method",
            )
            .fetch_all(&test.shop.pool)
            .await
            .unwrap();
            assert_eq!(entered, [("code".to_owned(), 1), ("recovery_code".to_owned(), 1)]);
        })
        .await;
}

#[tokio::test]
async fn what_was_shown_holds_as_long_as_the_password_does() {
    patient()
        .run(|test| async move {
            let who = test.principal(test.open_account(ANNA).await.account).await;
            let (app, recovery) = enrol(&test, &who).await;
            let asked = ask(&test).await;
            for wrong in ["", "000000", "123", &recovery[0][1..], "++++++"] {
                assert_eq!(refusal(answer(&test, &asked, wrong).await), AccountRefusal::WrongCode, "{wrong}");
            }
            let forged = LoggedIn { credentials: asked.credentials - 1, ..asked.clone() };
            assert_eq!(refusal(answer(&test, &forged, &app.code(&test, 0).await).await), AccountRefusal::WrongCredentials);
            let form = domain::accounts::PasswordChange { current: PASSWORD.into(), new: "kirsche ofen leuchtturm".into() };
            accounts::change_password(&test.shop, &who, None, &form, &caller()).await.unwrap();
            assert_eq!(refusal(answer(&test, &asked, &app.code(&test, 0).await).await), AccountRefusal::WrongCredentials);
        })
        .await;
}

#[tokio::test]
async fn guessing_codes_ends() {
    let limits = Limits::default().with(Limit::CodeByAccount, Rule { most: 5, window: Duration::from_hours(1) });
    Options::default()
        .limits(limits)
        .run(|test| async move {
            let who = test.principal(test.open_account(ANNA).await.account).await;
            let (app, _) = enrol(&test, &who).await;
            let asked = ask(&test).await;
            for number in 0..5 {
                assert_eq!(refusal(answer(&test, &asked, &format!("{number:06}")).await), AccountRefusal::WrongCode);
            }
            let right = answer(&test, &asked, &app.code(&test, 0).await).await;
            assert!(matches!(right, Err(Error::TooMany { .. })), "{right:?}");
        })
        .await;
}

#[tokio::test]
async fn new_recovery_codes_end_the_old_ones() {
    patient()
        .run(|test| async move {
            let who = test.principal(test.open_account(ANNA).await.account).await;
            let renew = async |password: &str| accounts::renew_recovery_codes(&test.shop, &who, &password.into(), &caller()).await;
            assert_eq!(refusal(renew(PASSWORD).await), AccountRefusal::NotEnrolled);
            let (_, old) = enrol(&test, &who).await;
            assert_eq!(refusal(renew("wrong").await), AccountRefusal::WrongPassword);
            let new = renew(PASSWORD).await.unwrap();
            let asked = ask(&test).await;
            assert_eq!(refusal(answer(&test, &asked, &old[0]).await), AccountRefusal::WrongCode);
            answer(&test, &asked, &new[0]).await.unwrap();
        })
        .await;
}

#[tokio::test]
async fn staff_enrol_first_and_are_never_without() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            let mut transaction = test.shop.begin().await.unwrap();
            roles::give(&mut transaction, anna, Role::Orders, Actor::Operator).await.unwrap();
            transaction.commit().await.unwrap();
            assert_eq!(test.log_in(ANNA, PASSWORD, &caller()).await.unwrap().needs, Some(SecondFactor::Enrol));
            let who = test.principal(anna).await;
            let (app, _) = enrol(&test, &who).await;
            let asked = ask(&test).await;
            assert_eq!(answer(&test, &asked, &app.code(&test, 0).await).await.unwrap().needs, None);
            let removed = accounts::remove_codes(&test.shop, &who, &PASSWORD.into(), &caller()).await;
            assert_eq!(refusal(removed), AccountRefusal::SecondFactorNeeded);
            assert_eq!(refusal(accounts::close(&test.shop, &who, &PASSWORD.into()).await), AccountRefusal::StillStaff);
        })
        .await;
}

#[tokio::test]
async fn a_buyer_can_do_without_again() {
    patient()
        .run(|test| async move {
            let who = test.principal(test.open_account(ANNA).await.account).await;
            let remove = async |password: &str| accounts::remove_codes(&test.shop, &who, &password.into(), &caller()).await;
            assert_eq!(refusal(remove(PASSWORD).await), AccountRefusal::NotEnrolled);
            enrol(&test, &who).await;
            assert_eq!(refusal(remove("wrong").await), AccountRefusal::WrongPassword);
            remove(PASSWORD).await.unwrap();
            assert_eq!(test.mail_kinds(ANNA).await.last().unwrap(), "account_codes_removed");
            assert_eq!(test.log_in(ANNA, PASSWORD, &caller()).await.unwrap().needs, None);
        })
        .await;
}

#[tokio::test]
async fn stepping_up_takes_a_code_too() {
    patient()
        .run(|test| async move {
            let who = test.principal(test.open_account(ANNA).await.account).await;
            let step_up = async |code: String| accounts::step_up(&test.shop, &who, &code, &caller()).await;
            assert_eq!(refusal(step_up("123456".into()).await), AccountRefusal::WrongCode);
            let (app, _) = enrol(&test, &who).await;
            let code = app.code(&test, 0).await;
            step_up(code.clone()).await.unwrap();
            assert_eq!(refusal(step_up(code).await), AccountRefusal::WrongCode, "once");
        })
        .await;
}

#[tokio::test]
async fn the_database_alone_makes_nobody_codes() {
    patient()
        .run(|test| async move {
            let who = test.principal(test.open_account(ANNA).await.account).await;
            let secret = accounts::begin_codes(&test.shop, &who).await.unwrap().secret;
            let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
            let row: Vec<u8> = sqlx::query_scalar("SELECT secret FROM accounts_codes").fetch_one(&test.shop.pool).await.unwrap();
            assert!(!row.windows(secret.as_bytes().len()).any(|part| part == secret.as_bytes()), "the secret lies open");

            // What is copied to another account opens nothing there, so whoever can write to the table has no way in either.
            let (app, _) = enrol(&test, &who).await;
            let other = test.principal(test.open_account("berta@example.ch").await.account).await;
            sqlx::query("INSERT INTO accounts_codes SELECT $1, secret, created_at, confirmed_at, 0 FROM accounts_codes")
                .bind(other.account.0)
                .execute(&test.shop.pool)
                .await
                .unwrap();
            let copied = accounts::step_up(&test.shop, &other, &app.code(&test, 0).await, &caller()).await;
            assert!(matches!(copied, Err(Error::Data(_))), "{copied:?}");
        })
        .await;
}

async fn sealed(test: &TestShop, who: &Principal) -> Vec<u8> {
    sqlx::query_scalar("SELECT secret FROM accounts_codes WHERE account_id = $1")
        .bind(who.account.0)
        .fetch_one(&test.shop.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn apps_go_on_when_the_shop_gets_another_secret() {
    let mut test = TestShop::start(patient()).await;
    let (former, present) = (b"the secret of last year, which got about", b"the secret of this year, which nobody has");
    let is_given = |test: &mut TestShop, vault: Vault| Arc::get_mut(&mut test.shop).unwrap().vault = vault;
    let step_up = async |test: &TestShop, who: &Principal, code: String| accounts::step_up(&test.shop, who, &code, &caller()).await;

    is_given(&mut test, Vault::new(former));
    let anna = test.principal(test.open_account(ANNA).await.account).await;
    let berta = test.principal(test.open_account("berta@example.ch").await.account).await;
    let (app, _) = enrol(&test, &anna).await;
    let (of_berta, _) = enrol(&test, &berta).await;
    let before = sealed(&test, &anna).await;

    is_given(&mut test, Vault::new(present).with_previous(former));
    assert_eq!(refusal(step_up(&test, &anna, "000000".into()).await), AccountRefusal::WrongCode);
    assert_eq!(sealed(&test, &anna).await, before);
    step_up(&test, &anna, app.code(&test, 0).await).await.unwrap();
    let after = sealed(&test, &anna).await;
    assert_ne!(after, before, "sealed anew");
    let code = app.code(&test, 1).await;
    step_up(&test, &anna, code.clone()).await.unwrap();
    assert_eq!(sealed(&test, &anna).await, after, "once");
    assert_eq!(refusal(step_up(&test, &anna, code).await), AccountRefusal::WrongCode);

    // The former secret is told no more: who has used their app meanwhile needs it no more.
    is_given(&mut test, Vault::new(present));
    assert_eq!(refusal(step_up(&test, &anna, app.code(&test, 0).await).await), AccountRefusal::WrongCode, "the secret opens");
    let shut = step_up(&test, &berta, of_berta.code(&test, 0).await).await;
    assert!(matches!(shut, Err(Error::Data(_))), "{shut:?}");
    test.finish().await;
}

#[tokio::test]
async fn recovery_codes_wait_sealed_for_the_session_that_made_them() {
    patient()
        .run(|test| async move {
            let (session, other) = (SessionId(test.shop.new_id()), SessionId(test.shop.new_id()));
            let codes = vec!["7K2M-AAAA-BBBB-CCCC".to_owned(), "7K2M-DDDD-EEEE-FFFF".to_owned()];
            accounts::keep_recovery_codes(&test.shop, session, &codes).await.unwrap();
            let kept: Vec<String> =
                sqlx::query_scalar("SELECT entry::text FROM ephemeral_entries AS entry").fetch_all(&test.shop.pool).await.unwrap();
            let code = codes[0].bytes().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
            assert!(!kept.is_empty() && kept.iter().all(|entry| !entry.contains(&code)), "{kept:?}");
            assert_eq!(accounts::kept_recovery_codes(&test.shop, session).await.unwrap(), codes);
            assert!(accounts::kept_recovery_codes(&test.shop, other).await.unwrap().is_empty());
            accounts::forget_recovery_codes(&test.shop, session).await.unwrap();
            assert!(accounts::kept_recovery_codes(&test.shop, session).await.unwrap().is_empty());
        })
        .await;
}
