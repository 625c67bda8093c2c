//! The database.

use std::{str::FromStr, time::Duration};

use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::PgConnectOptions;

use super::{reader::Reader, variable::Variable};

const URL: Variable = Variable::new("DATABASE_URL", "database.url");
const CONNECTIONS: Variable = Variable::new("ASTRIS_DATABASE_CONNECTIONS", "database.connections");

/// How PostgreSQL is reached.
#[derive(Clone, Debug)]
pub struct Database {
    /// Where it is; holds the password.
    pub url: SecretString,
    /// Most connections that this process opens.
    pub connections: u32,
    /// How long a request waits for a free connection before it fails.
    pub acquire_timeout: Duration,
    /// After this time the database gives up a statement.
    pub statement_timeout: Duration,
    /// After this time the database ends a transaction whose owner is silent: the last net below cancelled requests.
    pub idle_in_transaction_timeout: Duration,
}

impl Database {
    /// Reads the room's variables.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        let url = reader.secret(
            URL,
            "Set it to postgres://user:password@host:5432/database; `cargo xtask run` starts a PostgreSQL and sets it by itself",
        );
        if let Some(url) = &url {
            // The parser's message may quote the password, so it is not repeated.
            let text = url.expose_secret();
            let scheme_is_sound = text.starts_with("postgres://") || text.starts_with("postgresql://");
            if !scheme_is_sound || PgConnectOptions::from_str(text).is_err() {
                reader.fault(
                    URL,
                    "is no address of a PostgreSQL",
                    "Write it like postgres://user:password@host:5432/database, with special characters percent-encoded",
                );
            }
        }
        Self {
            url: url.unwrap_or_default(),
            connections: reader.number(CONNECTIONS, 20, 2..=500),
            acquire_timeout: Duration::from_secs(3),
            statement_timeout: Duration::from_secs(15),
            idle_in_transaction_timeout: Duration::from_secs(30),
        }
    }
}
