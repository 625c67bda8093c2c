//! The database's tables: bringing them up to date, and refusing to serve while they are not.

use std::collections::BTreeSet;

use sqlx::{Connection, PgConnection, migrate::Migrator};

use crate::{
    config::Database,
    pool::{self, ConnectError},
};

/// The migrations, compiled into the program.
pub static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

/// Why the tables are not right.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// The database cannot be reached.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// A migration failed; it was rolled back.
    #[error("a migration failed: {0}. It was rolled back; mend the cause and run `astris migrate` again.")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The database did not say which migrations it has.
    #[error("the database does not say which migrations it has: {0}. Check that this user may read its tables.")]
    Unknown(#[source] sqlx::Error),
    /// Some are missing.
    #[error("the database lacks {} of this version's migrations, from {} on. Run `astris migrate`.", .0.len(), .0.first().map_or("?", String::as_str))]
    Behind(Vec<String>),
}

/// Applies what is missing and names it. An advisory lock lets nodes that start together wait for each other.
///
/// # Errors
/// If the database is away or a migration fails.
pub async fn migrate(database: &Database) -> Result<Vec<String>, SchemaError> {
    let options = pool::options(database)?;
    let mut connection = PgConnection::connect_with(&options).await.map_err(|cause| ConnectError::new(&options, cause))?;
    let before = missing(&applied(&mut connection).await?);
    MIGRATIONS.run(&mut connection).await?;
    // What was done is done, however the goodbye goes.
    let _ = connection.close().await;
    Ok(before)
}

/// Whether the tables are as this version needs them.
///
/// # Errors
/// If they are not, or if the database does not say.
pub async fn check(pool: &services::Pool) -> Result<(), SchemaError> {
    let mut connection = pool.acquire().await.map_err(SchemaError::Unknown)?;
    let missing = missing(&applied(&mut connection).await?);
    if missing.is_empty() { Ok(()) } else { Err(SchemaError::Behind(missing)) }
}

fn missing(applied: &BTreeSet<i64>) -> Vec<String> {
    MIGRATIONS
        .iter()
        .filter(|migration| !applied.contains(&migration.version))
        .map(|migration| format!("{:04} {}", migration.version, migration.description))
        .collect()
}

async fn applied(connection: &mut PgConnection) -> Result<BTreeSet<i64>, SchemaError> {
    let exists: bool = sqlx::query_scalar("SELECT to_regclass('_sqlx_migrations') IS NOT NULL")
        .fetch_one(&mut *connection)
        .await
        .map_err(SchemaError::Unknown)?;
    if !exists {
        return Ok(BTreeSet::new());
    }
    let versions: Vec<i64> = sqlx::query_scalar("SELECT version FROM _sqlx_migrations WHERE success")
        .fetch_all(connection)
        .await
        .map_err(SchemaError::Unknown)?;
    Ok(versions.into_iter().collect())
}
