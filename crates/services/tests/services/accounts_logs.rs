//! Nothing of a person stands in the log. A program of its own: what one test has no log for, the others in the same process would not log either.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use domain::{
    accounts::{EmailChange, LinkKind, LogIn},
    language::Language,
};
use services::{accounts, mail};
use testkit::{PASSWORD, TestShop, caller};

const ANNA: &str = "anna.muster@example.ch";
const DE: Language = Language::De;

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A log of everything down to the finest.
#[tokio::test]
async fn logs_name_nobody() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let test = TestShop::start(testkit::Options::default()).await;
    let from = caller();
    let anna = test.open_account(ANNA).await;
    let who = test.principal(anna.account).await;
    test.log_in(ANNA, "Geheimnis-4711", &from).await.unwrap_err();
    test.log_in("somebody.else@example.ch", "Geheimnis-4711", &from).await.unwrap_err();
    test.log_in(ANNA, PASSWORD, &from).await.unwrap();
    accounts::request_reset(&test.shop, ANNA, DE, &from).await.unwrap();
    let token = test.link_to(ANNA, LinkKind::Reset).await;
    let form = EmailChange { password: PASSWORD.into(), email: "anna.neu@example.ch".into() };
    accounts::change_email(&test.shop, &who, &form, &from).await.unwrap();
    accounts::work_requests(&test.shop).await.unwrap();
    accounts::reset(&test.shop, &token, &"kirsche ofen leuchtturm".into(), &from).await.unwrap();
    // A mail that cannot be sent, and a database that fails: errors carry their causes into the log.
    sqlx::query("ALTER TABLE accounts_log_ins RENAME TO away").execute(&test.shop.pool).await.unwrap();
    let failed = test.log_in(ANNA, "kirsche ofen leuchtturm", &from).await.unwrap_err();
    tracing::error!(failure = ?domain::failure::Failure::from(failed), "as the edge does");
    mail::deliver(&test.shop).await.unwrap();
    tracing::info!(?from, form = ?LogIn { email: String::new(), password: PASSWORD.into() }, "what is in scope may be logged");
    test.finish().await;
    drop(guard);
    let written = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    for sign in ["mail sent", "internal error", "as the edge does"] {
        assert!(written.contains(sign), "the log was taken, but {sign:?} is not in it");
    }
    for secret in [
        "anna.muster@",
        "somebody.else@",
        "anna.neu@",
        "Geheimnis",
        PASSWORD,
        "leuchtturm",
        &token,
        &from.address.to_string(),
        "$argon2id$",
    ] {
        let line = written.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "{secret}: {line:?}");
    }
}
