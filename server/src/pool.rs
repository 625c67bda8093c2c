//! Connections to PostgreSQL.

use std::{str::FromStr, time::Duration};

use secrecy::ExposeSecret;
use services::Pool;
use sqlx::{
    Connection, PgConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::config::Database;

/// How long a statement waits for a lock: longer than any sound transaction lasts, shorter than a buyer's patience.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// A connection that was not used for so long is asked whether it still lives.
pub const RESTED: Duration = Duration::from_secs(1);

/// The database cannot be reached.
#[derive(Debug, thiserror::Error)]
#[error("no connection to PostgreSQL at {place}: {cause}. Check DATABASE_URL, and that the server runs and lets this user in.")]
pub struct ConnectError {
    place: String,
    cause: sqlx::Error,
}

/// A pool of connections that give up instead of hanging.
///
/// # Errors
/// If the address is unsound or nobody answers there.
pub async fn connect(database: &Database) -> Result<Pool, ConnectError> {
    let options = options(database)?;
    let place = place(&options);
    let limits = options.options([
        // A shop asks short questions. Of tables whose size it does not know yet PostgreSQL expects long ones, and would compile them for a hundred times
        // as long as their answer takes.
        ("jit", "off".to_owned()),
        // For a statement with a list among its parameters PostgreSQL expects ten things, finds that the one or two that are there cost less, and plans it
        // anew each time: half of all that a checkout cost it. What searches asks for plans of its own (`services::begin_search`).
        ("plan_cache_mode", "force_generic_plan".to_owned()),
        ("statement_timeout", milliseconds(database.statement_timeout)),
        ("lock_timeout", milliseconds(LOCK_TIMEOUT)),
        ("idle_in_transaction_session_timeout", milliseconds(database.idle_in_transaction_timeout)),
    ]);
    PgPoolOptions::new()
        .max_connections(database.connections)
        .acquire_timeout(database.acquire_timeout)
        // sqlx asks each connection that comes back whether it lives; to ask again before each use costs a way to the database for nothing.
        .test_before_acquire(false)
        .before_acquire(|connection, was| Box::pin(is_alive(connection, was.idle_for)))
        .connect_with(limits)
        .await
        .map(Pool::new)
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

/// Whether a connection that was `idle` for so long still leads to the database; one that was in use a moment ago is believed.
///
/// # Errors
/// If it does not.
pub async fn is_alive(connection: &mut PgConnection, idle: Duration) -> Result<bool, sqlx::Error> {
    if idle >= RESTED {
        connection.ping().await?;
    }
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
