//! Connections that come back from cancelled requests.

use std::{borrow::Cow, time::Duration};

use secrecy::SecretString;
use server::{config::Database, pool};
use sqlx::Connection;

/// PostgreSQL's code for what can only be done in a transaction.
const NO_TRANSACTION: &str = "25P01";
/// And for what would write in a transaction that only reads.
const READS_ONLY: &str = "25006";

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
async fn a_connection_is_not_asked_between_two_statements() {
    let pool = pool::connect(&database()).await.unwrap();
    let mut other = sqlx::PgConnection::connect_with(&pool::options(&database()).unwrap()).await.unwrap();
    let pid: i32 = sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&pool).await.unwrap();
    // As many ways to the database as a question whether it lives would take.
    for _ in 0..3 {
        let last: String =
            sqlx::query_scalar("SELECT query FROM pg_stat_activity WHERE pid = $1").bind(pid).fetch_one(&mut other).await.unwrap();
        assert_eq!(last, "SELECT pg_backend_pid()");
    }
    pool.close().await;
}

#[tokio::test]
async fn a_statement_that_is_given_up_answers_nobody_else() {
    let pool = pool::connect(&database()).await.unwrap();
    for round in 0..2000_i32 {
        let given_up = sqlx::query_scalar::<_, i32>("SELECT -$1::int4 FROM generate_series(1, 100)").bind(round).fetch_all(&pool);
        let _ = tokio::time::timeout(Duration::from_micros(u64::from(round.unsigned_abs()) % 50 * 20), given_up).await;
        let answer: i32 = sqlx::query_scalar("SELECT $1::int4").bind(round).fetch_one(&pool).await.unwrap();
        assert_eq!(answer, round);
    }
    pool.close().await;
}

#[tokio::test]
async fn a_connection_goes_to_whoever_waits() {
    const LOCK: i64 = 0x706f_6f6c;
    let pool = pool::connect(&Database { acquire_timeout: Duration::from_secs(3), ..database() }).await.unwrap();
    let mut other = sqlx::PgConnection::connect_with(&pool::options(&database()).unwrap()).await.unwrap();
    sqlx::query("SELECT pg_advisory_lock($1)").bind(LOCK).execute(&mut other).await.unwrap();
    sqlx::query("SELECT 1").execute(&pool).await.unwrap();
    // The first has the only connection until the lock is free, the second waits for it, the third frees the lock.
    let (first, second, third) = tokio::join!(
        biased;
        sqlx::query("SELECT pg_advisory_lock($1)").bind(LOCK).execute(&pool),
        services::begin(&pool),
        sqlx::query("SELECT pg_advisory_unlock($1)").bind(LOCK).execute(&mut other),
    );
    first.unwrap();
    second.unwrap().rollback().await.unwrap();
    third.unwrap();
    pool.close().await;
}

#[tokio::test]
async fn a_search_is_planned_for_what_it_looks_for_and_reads_only() {
    let pool = pool::connect(&database()).await.unwrap();
    let mode = "SELECT current_setting('plan_cache_mode')";
    let mut search = services::begin_search(&pool).await.unwrap();
    assert_eq!(sqlx::query_scalar::<_, String>(mode).fetch_one(&mut *search).await.unwrap(), "force_custom_plan");
    let refusal = sqlx::query("CREATE TABLE searched (n int)").execute(&mut *search).await.unwrap_err();
    assert_eq!(refusal.into_database_error().and_then(|error| error.code().map(Cow::into_owned)).as_deref(), Some(READS_ONLY));
    drop(search);
    assert_eq!(sqlx::query_scalar::<_, String>(mode).fetch_one(&pool).await.unwrap(), "force_generic_plan", "the same connection");
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
        ("plan_cache_mode", "force_generic_plan"),
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
