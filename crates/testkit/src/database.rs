//! A database per test. The migrations run once, into a template; a test's database is a copy of that, which takes some 50 ms.

use std::time::Duration;

use services::Pool;
use sqlx::{
    Connection, Executor, PgConnection,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::forms::random_id;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// Key of the advisory lock under which the template is made.
const TEMPLATE_LOCK: i64 = 0x6173_7472_6973;

/// A connection that was not used for so long is asked whether it still lives: a test may have stopped its server.
const RESTED: Duration = Duration::from_millis(100);

/// A database that belongs to one test.
#[derive(Debug)]
pub(crate) struct TestDatabase {
    name: String,
    /// The URL that it was made with.
    server_url: String,
    server: PgConnectOptions,
    pub(crate) pool: Pool,
}

impl TestDatabase {
    /// A fresh database with the schema of the migrations.
    pub(crate) async fn create(server_url: &str, connections: u32) -> Self {
        let server: PgConnectOptions = server_url.parse().expect("a URL of PostgreSQL");
        let mut admin = admin(&server).await;
        let template = template(&mut admin, &server).await;
        let name = format!("astris_test_{}", random_id().simple());
        run(&mut admin, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            // As in the shop itself: a connection that was in use a moment ago is believed.
            .test_before_acquire(false)
            .before_acquire(|connection, was| Box::pin(is_alive(connection, was.idle_for)))
            // As the shop plans its statements (`server::pool`).
            .connect_with(server.clone().database(&name).options([("plan_cache_mode", "force_generic_plan")]))
            .await
            .expect("the new database takes connections");
        // The template's, which is in the copy, would make all tests one shop in the Redis that they share.
        sqlx::query("UPDATE ephemeral_cache SET namespace = gen_random_uuid()").execute(&pool).await.expect("the shop gets its own copies");
        Self { name, server_url: server_url.to_owned(), server, pool: Pool::new(pool) }
    }

    /// The URL of this database: the server's with another path.
    pub(crate) fn url(&self) -> String {
        let (place, _) = self.server_url.rsplit_once('/').expect("a URL with a database");
        format!("{place}/{}", self.name)
    }

    /// Removes the database, whoever is still connected to it.
    pub(crate) async fn drop(&self) {
        self.pool.close().await;
        run(&mut admin(&self.server).await, format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).await;
    }
}

async fn admin(server: &PgConnectOptions) -> PgConnection {
    PgConnection::connect_with(server).await.expect("PostgreSQL answers at its URL")
}

async fn is_alive(connection: &mut PgConnection, idle: Duration) -> Result<bool, sqlx::Error> {
    if idle >= RESTED {
        connection.ping().await?;
    }
    Ok(true)
}

/// Statements about databases take no parameters; the names are made here, of letters and digits.
async fn run(connection: &mut PgConnection, statement: String) {
    connection.execute(sqlx::AssertSqlSafe(statement)).await.expect("PostgreSQL creates and drops databases");
}

/// The template's name; it is made unless it is there. A database is marked as a template last, so one without the mark is half done.
async fn template(admin: &mut PgConnection, server: &PgConnectOptions) -> String {
    let name = format!("astris_template_{:016x}", fingerprint());
    if is_template(admin, &name).await {
        return name;
    }
    sqlx::query("SELECT pg_advisory_lock($1)").bind(TEMPLATE_LOCK).execute(&mut *admin).await.expect("lock on the template");
    if !is_template(admin, &name).await {
        run(admin, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        run(admin, format!("CREATE DATABASE {name}")).await;
        let mut connection = PgConnection::connect_with(&server.clone().database(&name)).await.expect("the template takes a connection");
        MIGRATIONS.run(&mut connection).await.expect("migrations run");
        connection.close().await.expect("the template is left");
        run(admin, format!("ALTER DATABASE {name} IS_TEMPLATE true")).await;
    }
    sqlx::query("SELECT pg_advisory_unlock($1)").bind(TEMPLATE_LOCK).execute(admin).await.expect("the lock is given back");
    name
}

async fn is_template(admin: &mut PgConnection, name: &str) -> bool {
    sqlx::query_scalar::<_, bool>("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate)")
        .bind(name)
        .fetch_one(admin)
        .await
        .expect("the list of databases is readable")
}

/// What the migrations are, in a number (FNV-1a over their checksums).
fn fingerprint() -> u64 {
    let bytes = MIGRATIONS.iter().flat_map(|migration| migration.checksum.iter());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
