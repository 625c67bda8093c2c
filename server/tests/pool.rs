//! Connections that come back from cancelled requests.

#![expect(clippy::expect_used, reason = "a test that cannot be set up ends there")]

use std::time::Duration;

use secrecy::SecretString;
use server::{config::Database, pool};
use sqlx::Connection;

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
    for round in 0..50_u64 {
        // Cancelled at different moments: before the statement is sent, on its way, or just answered.
        let _ = tokio::time::timeout(Duration::from_micros(round * 20), async {
            let transaction = pool.begin().await;
            std::future::pending::<()>().await;
            drop(transaction);
        })
        .await;
        // In a transaction that somebody else began, the time of its beginning stands still and lies before the statement's.
        let free: bool = sqlx::query_scalar(
            "SELECT pg_current_xact_id_if_assigned() IS NULL AND statement_timestamp() - now() < interval '1 millisecond'",
        )
        .fetch_one(&pool)
        .await
        .unwrap();
        assert!(free, "round {round}");
    }
    pool.close().await;
}

#[tokio::test]
async fn a_transaction_left_open_by_hand_is_ended() {
    let pool = pool::connect(&database()).await.unwrap();
    {
        let mut connection = pool.acquire().await.unwrap();
        sqlx::raw_sql("CREATE TEMPORARY TABLE left_open (n int)").execute(&mut *connection).await.unwrap();
        sqlx::raw_sql("BEGIN; INSERT INTO left_open VALUES (1)").execute(&mut *connection).await.unwrap();
    }
    let mut connection = pool.acquire().await.unwrap();
    let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM left_open").fetch_one(&mut *connection).await.unwrap();
    assert_eq!(rows, 0, "the insert was rolled back with its transaction");
    drop(connection);
    {
        let mut connection = pool.acquire().await.unwrap();
        sqlx::raw_sql("BEGIN").execute(&mut *connection).await.unwrap();
        assert!(sqlx::raw_sql("SELECT 1 / 0").execute(&mut *connection).await.is_err());
    }
    let mut connection = pool.acquire().await.unwrap();
    connection.ping().await.unwrap();
    let one: i32 = sqlx::query_scalar("SELECT 1").fetch_one(&mut *connection).await.unwrap();
    assert_eq!(one, 1, "a broken transaction does not reach the next request");
}

#[tokio::test]
async fn limits_are_set() {
    let pool = pool::connect(&database()).await.unwrap();
    for (name, expected) in [
        ("statement_timeout", "15s"),
        ("lock_timeout", "5s"),
        ("idle_in_transaction_session_timeout", "30s"),
        ("application_name", "astris"),
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
