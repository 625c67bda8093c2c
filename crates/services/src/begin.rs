//! Transactions that nobody leaves open.

use sqlx::{Postgres, SqlStr, Transaction};

use crate::{pool::Pool, shop::Shop};

/// Begins a transaction, wholly or not at all.
///
/// When a request is given up (a browser that goes away) just while `BEGIN` is under way, sqlx 0.9 takes the connection for free although PostgreSQL
/// has a transaction open on it: what later requests write would be in it, and be lost. So the beginning is a task of its own, which is not
/// given up: it ends, and a transaction that nobody waits for any more is rolled back. `clippy.toml` bans the plain way.
///
/// # Errors
/// If no connection is free in time, or the database is gone.
pub async fn begin(pool: &Pool) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    begin_with(pool, None).await
}

/// How a transaction begins that reads one state of the database.
const SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// How one begins that searches.
const SEARCH: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL plan_cache_mode = force_custom_plan";

/// Begins a transaction that only reads, and sees the same however many statements it takes.
///
/// # Errors
/// As of [`begin`].
pub async fn begin_snapshot(pool: &Pool) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    begin_with(pool, Some(SqlStr::from_static(SNAPSHOT))).await
}

/// [`begin_snapshot`]s, for statements with conditions that may be given or not: a filter, a word, the row to go on from. The shop's
/// connections plan a statement once, for whatever comes (`server::pool`); what is searched for decides here which index is of use, so these are planned anew
/// each time.
///
/// # Errors
/// As of [`begin`].
pub async fn begin_search(pool: &Pool) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    begin_with(pool, Some(SqlStr::from_static(SEARCH))).await
}

async fn begin_with(pool: &Pool, statement: Option<SqlStr>) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    #[expect(clippy::disallowed_methods, reason = "the one place where transactions begin")]
    let beginning = tokio::spawn(async move { Transaction::begin(pool.acquire().await?, statement).await });
    // The task neither panics nor is aborted, except by a runtime that ends.
    beginning.await.unwrap_or(Err(sqlx::Error::PoolClosed))
}

impl Shop {
    /// [`begin`]s a transaction on the shop's database.
    ///
    /// # Errors
    /// If no connection is free in time, or the database is gone.
    pub async fn begin(&self) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        begin(&self.pool).await
    }

    /// [`begin_snapshot`]s the shop's database.
    ///
    /// # Errors
    /// If no connection is free in time, or the database is gone.
    pub async fn begin_snapshot(&self) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        begin_snapshot(&self.pool).await
    }

    /// [`begin_search`]es the shop's database.
    ///
    /// # Errors
    /// If no connection is free in time, or the database is gone.
    pub async fn begin_search(&self) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        begin_search(&self.pool).await
    }
}
