//! Connections that come back from cancelled requests.

use std::{borrow::Cow, time::Duration};

use secrecy::SecretString;
use server::{config::Database, pool};
use sqlx::Connection;

/// PostgreSQL's code for what can only be done in a transaction.
const NO_TRANSACTION: &str = "25P01";

/// Where the tests' PostgreSQL is. Only a temporary table is made there.
fn database() -> Database {
    let url = std::env::var("TEST_DATABASE_URL").expect("TEST_DATABASE_URL is not set: run `cargo xtask test`");
    Database {
        url: SecretString::from(url),
        connections: 1,
        acquire_timeout: Duration::from_secs(10),
        statement_timeout: Duration::from_secs(15),
        idle_in_transaction_timeout: Duration::from_secs(30),
    }
}

#[tokio::test]
async fn a_cancelled_begin_does_not_swallow_later_writes() {
    let pool = pool::connect(&database()).await.unwrap();
    for round in 0..2000_u64 {
        // Cancelled at different moments: before the statement is sent, on its way, or just answered.
        let _ = tokio::time::timeout(Duration::from_micros(round % 100 * 20), async {
            let transaction = services::begin(&pool).await;
            std::future::pending::<()>().await;
            drop(transaction);
        })
        .await;
        // There is nothing to save a point of, unless somebody else began a transaction.
        let refusal = sqlx::raw_sql("SAVEPOINT inside")
            .execute(&pool)
            .await
            .err()
            .and_then(|error| error.into_database_error()?.code().map(Cow::into_owned));
        assert_eq!(refusal.as_deref(), Some(NO_TRANSACTION), "round {round}");
    }
    pool.close().await;
}

#[tokio::test]
async fn a_transaction_that_is_given_up_is_ended() {
    let pool = pool::connect(&database()).await.unwrap();
    let mut connection = pool.acquire().await.unwrap();
    sqlx::raw_sql("CREATE TEMPORARY TABLE given_up (n int)").execute(&mut *connection).await.unwrap();
    drop(connection);
    for statement in ["INSERT INTO given_up VALUES (1)", "SELECT 1 / 0"] {
        let mut transaction = services::begin(&pool).await.unwrap();
        assert_eq!(sqlx::raw_sql(statement).execute(&mut *transaction).await.is_err(), statement.contains('/'), "{statement}");
        drop(transaction);
        let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM given_up").fetch_one(&pool).await.unwrap();
        assert_eq!(rows, 0, "{statement}");
    }
    pool.close().await;
}

#[tokio::test]
async fn a_connection_that_died_while_it_rested_is_not_handed_out() {
    let pool = pool::connect(&database()).await.unwrap();
    let mut connection = pool.acquire().await.unwrap();
    let pid: i32 = sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&mut *connection).await.unwrap();
    assert!(pool::is_alive(&mut connection, pool::RESTED).await.unwrap());
    let mut other = sqlx::PgConnection::connect_with(&pool::options(&database()).unwrap()).await.unwrap();
    assert!(sqlx::query_scalar::<_, bool>("SELECT pg_terminate_backend($1, 5000)").bind(pid).fetch_one(&mut other).await.unwrap());
    assert!(pool::is_alive(&mut connection, pool::RESTED).await.is_err());
    drop(connection);
    let next: i32 = sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&pool).await.unwrap();
    assert_ne!(next, pid);
    pool.close().await;
}

#[tokio::test]
async fn limits_are_set() {
    let pool = pool::connect(&database()).await.unwrap();
    for (name, expected) in [
        ("statement_timeout", "15s"),
        ("lock_timeout", "5s"),
        ("idle_in_transaction_session_timeout", "30s"),
        ("application_name", "astris"),
        ("jit", "off"),
    ] {
        let value: String = sqlx::query_scalar("SELECT current_setting($1)").bind(name).fetch_one(&pool).await.unwrap();
        assert_eq!(value, expected, "{name}");
    }
}

#[tokio::test]
async fn nobody_there_is_said_without_the_password() {
    let database = Database {
        url: SecretString::from("postgres://astris:hunter2@127.0.0.1:1/shop"),
        acquire_timeout: Duration::from_secs(1),
        ..database()
    };
    let error = pool::connect(&database).await.unwrap_err().to_string();
    assert!(error.contains("127.0.0.1:1/shop") && error.contains("DATABASE_URL") && !error.contains("hunter2"), "{error}");
}
