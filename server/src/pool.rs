//! Connections to PostgreSQL.

use std::{str::FromStr, time::Duration};

use secrecy::ExposeSecret;
use sqlx::{
    PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::config::Database;

/// How long a statement waits for a lock: longer than any sound transaction lasts, shorter than a buyer's patience.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// The database cannot be reached.
#[derive(Debug, thiserror::Error)]
#[error("no connection to PostgreSQL at {place}: {cause}. Check DATABASE_URL, and that the server runs and lets this user in.")]
pub struct ConnectError {
    place: String,
    cause: sqlx::Error,
}

/// A pool of connections that give up instead of hanging, and that never hand a half-finished transaction to the next request.
///
/// # Errors
/// If the address is unsound or nobody answers there.
pub async fn connect(database: &Database) -> Result<PgPool, ConnectError> {
    let options = options(database)?;
    let place = place(&options);
    let limits = options.options([
        ("statement_timeout", milliseconds(database.statement_timeout)),
        ("lock_timeout", milliseconds(LOCK_TIMEOUT)),
        ("idle_in_transaction_session_timeout", milliseconds(database.idle_in_transaction_timeout)),
    ]);
    PgPoolOptions::new()
        .max_connections(database.connections)
        .acquire_timeout(database.acquire_timeout)
        .after_release(|connection, _| Box::pin(leave_transaction(connection)))
        .connect_with(limits)
        .await
        .map_err(|cause| ConnectError { place, cause })
}

/// Where the database is, without limits on time: migrations may take long.
///
/// # Errors
/// If the address is unsound.
pub fn options(database: &Database) -> Result<PgConnectOptions, ConnectError> {
    PgConnectOptions::from_str(database.url.expose_secret())
        .map(|options| options.application_name("astris"))
        .map_err(|cause| ConnectError { place: "(no address)".to_owned(), cause })
}

impl ConnectError {
    /// Nobody answered at the address of these options.
    pub fn new(options: &PgConnectOptions, cause: sqlx::Error) -> Self {
        Self { place: place(options), cause }
    }
}

/// Ends a transaction that a connection may have come back with.
///
/// A `begin()` that is cancelled half-way (a browser that goes away) leaves sqlx 0.9 believing that no transaction is open while PostgreSQL has
/// one; what the next requests write would be in it and be lost. `BEGIN; ROLLBACK` is silent when none is open, ends one that is, and fails on a
/// broken one, whereupon the pool closes the connection. It runs after the request, in the background.
async fn leave_transaction(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::raw_sql("BEGIN; ROLLBACK").execute(connection).await?;
    Ok(true)
}

/// Host, port and database; no user and no password.
fn place(options: &PgConnectOptions) -> String {
    let host = options.get_socket().map_or_else(|| options.get_host().to_owned(), |socket| socket.display().to_string());
    format!("{host}:{}/{}", options.get_port(), options.get_database().unwrap_or_default())
}

fn milliseconds(duration: Duration) -> String {
    duration.as_millis().to_string()
}
