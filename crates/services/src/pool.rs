//! The way to PostgreSQL, with connections kept at hand between two statements.
//!
//! sqlx asks each connection that comes back to its pool whether it still lives, which is a way to the database and back for each lone statement: an
//! eighth of all the shop does for a page. A statement that was answered whole leaves a sound connection behind, so here it is handed on as it is, to whoever
//! comes next. What is not known to be sound (an error, a request that was given up, a transaction) takes sqlx's way, and so does every connection after
//! [`KEPT`], which keeps sqlx's limits of age true.

use std::{
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use futures_util::{
    FutureExt, StreamExt, TryFutureExt, TryStreamExt,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use sqlx::{
    Describe, Either, Execute, Executor, PgPool, Postgres, SqlStr,
    pool::PoolConnection,
    postgres::{PgQueryResult, PgRow, PgStatement, PgTypeInfo},
};

/// How long a connection is handed on before it goes back to sqlx's pool and is asked whether it lives.
const KEPT: Duration = Duration::from_millis(100);

type Result<T> = std::result::Result<T, sqlx::Error>;

/// The connections to the shop's database; a clone shares them.
#[derive(Clone, Debug)]
pub struct Pool {
    inner: PgPool,
    shelf: Arc<Shelf>,
}

impl Pool {
    /// Hands on the connections of sqlx's pool. All of the process must go through the same one: somebody else who waits at `inner` is not seen here.
    pub fn new(inner: PgPool) -> Self {
        Self { inner, shelf: Arc::default() }
    }

    /// A connection for several statements. It goes back by sqlx's way.
    ///
    /// # Errors
    /// If none is free in time, or the database is gone.
    pub async fn acquire(&self) -> Result<PoolConnection<Postgres>> {
        Ok(self.borrow().await?.connection)
    }

    /// Ends all connections; whoever asks for one afterwards is refused.
    pub async fn close(&self) {
        self.shelf.close();
        self.inner.close().await;
    }

    /// Whether [`Pool::close`] was called.
    pub fn is_closed(&self) -> bool {
        self.inner.is_closed()
    }

    async fn borrow(&self) -> Result<Borrowed> {
        let waiting = match self.shelf.take() {
            Taken::Connection(borrowed) => return Ok(borrowed),
            Taken::Nothing(waiting) => waiting,
        };
        let connection = self.inner.acquire().await?;
        drop(waiting);
        Ok(Borrowed { connection, since: Instant::now() })
    }
}

/// A connection that is out of sqlx's pool since then.
#[derive(Debug)]
struct Borrowed {
    connection: PoolConnection<Postgres>,
    since: Instant,
}

/// What lies ready.
#[derive(Debug, Default)]
struct Shelf(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    ready: Vec<Borrowed>,
    /// How many wait at sqlx's pool: as long as there are any, everything goes back there, so that nobody waits for what lies here.
    waiting: usize,
    closed: bool,
}

enum Taken {
    Connection(Borrowed),
    Nothing(Waiting),
}

impl Shelf {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection that was used last, or a place among those who wait.
    fn take(self: &Arc<Self>) -> Taken {
        let mut state = self.state();
        if let Some(borrowed) = state.ready.pop()
            && borrowed.since.elapsed() < KEPT
        {
            return Taken::Connection(borrowed);
        }
        state.waiting += 1;
        // What lay too long goes back, all of it: the first was the one that was used last, and whoever waits needs them there.
        let rested = mem::take(&mut state.ready);
        drop(state);
        drop(rested);
        Taken::Nothing(Waiting(Arc::clone(self)))
    }

    /// For the next one, if it is fresh and nobody waits elsewhere.
    fn put(&self, borrowed: Borrowed) {
        let mut state = self.state();
        if state.waiting == 0 && !state.closed && borrowed.since.elapsed() < KEPT {
            state.ready.push(borrowed);
        }
    }

    fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        let ready = mem::take(&mut state.ready);
        drop(state);
        drop(ready);
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        // A connection goes back by a task. Where there is no runtime any more there is no way back either, and the socket ends with the process.
        if tokio::runtime::Handle::try_current().is_err() {
            mem::forget(mem::take(&mut self.state().ready));
        }
    }
}

/// Somebody who waits at sqlx's pool.
#[derive(Debug)]
struct Waiting(Arc<Shelf>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.state().waiting -= 1;
    }
}

/// A lone statement on whatever connection is at hand. Rows are all there before the first is seen; what has more of them than fits takes a connection of
/// its own.
impl<'p> Executor<'p> for &Pool {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, Result<Either<PgQueryResult, PgRow>>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        let pool = self.clone();
        let answer = async move {
            let mut borrowed = pool.borrow().await?;
            let steps: Vec<_> = borrowed.connection.fetch_many(query).try_collect().await?;
            pool.shelf.put(borrowed);
            Ok(stream::iter(steps.into_iter().map(Ok)))
        };
        answer.try_flatten_stream().boxed()
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<PgRow>>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        let pool = self.clone();
        let answer = async move {
            let mut borrowed = pool.borrow().await?;
            let row = borrowed.connection.fetch_optional(query).await?;
            pool.shelf.put(borrowed);
            Ok(row)
        };
        answer.boxed()
    }

    fn prepare_with<'e>(self, sql: SqlStr, parameters: &'e [PgTypeInfo]) -> BoxFuture<'e, Result<PgStatement>>
    where
        'p: 'e,
    {
        let pool = self.clone();
        async move { pool.acquire().await?.prepare_with(sql, parameters).await }.boxed()
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<Describe<Postgres>>>
    where
        'p: 'e,
    {
        let pool = self.clone();
        async move { pool.acquire().await?.describe(sql).await }.boxed()
    }
}
