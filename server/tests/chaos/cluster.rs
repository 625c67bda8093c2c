//! A PostgreSQL of the test's own, which can be stopped as hard as a machine stops.

use std::{
    fs::{self, File},
    os::unix::{fs::MetadataExt, process::ExitStatusExt},
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use sqlx::{Connection, PgConnection};
use tokio::{
    process::{Child, Command},
    time::{Instant, sleep},
};

use crate::scene::free_address;

/// How long starting and stopping may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// A cluster in a folder of its own.
pub struct Cluster {
    /// Where `initdb` and `postgres` are: where the tests' common server has its own.
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    server: Option<Child>,
}

impl Cluster {
    /// Makes and starts a cluster. It writes nothing to disk for good: what is stopped here is a server, not a machine.
    pub async fn start() -> Self {
        let port = free_address().port();
        let folder = std::env::temp_dir().join(format!("astris-cluster-{}-{port}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut cluster = Self { programs: programs().await, folder, port, server: None };
        if let Some((uid, gid)) = other_user() {
            std::os::unix::fs::chown(&cluster.folder, Some(uid), Some(gid)).unwrap();
        }
        let made = cluster
            .command("initdb")
            .args(["--username=astris", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"])
            .arg("--pgdata")
            .arg(cluster.data())
            .stdout(Stdio::null())
            .status()
            .await
            .unwrap();
        assert!(made.success(), "initdb: {made}");
        cluster.start_again().await;
        cluster
    }

    /// Starts the server and waits until it takes connections.
    pub async fn start_again(&mut self) {
        let log = File::options().create(true).append(true).open(self.folder.join("log")).unwrap();
        let mut command = self.command("postgres");
        command.arg("-D").arg(self.data()).arg("-p").arg(self.port.to_string());
        for setting in ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "jit=off", "max_connections=60"] {
            command.arg("-c").arg(setting);
        }
        self.server = Some(command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log).kill_on_drop(true).spawn().unwrap());
        let began = Instant::now();
        while PgConnection::connect(&self.url()).await.is_err() {
            assert!(began.elapsed() < PATIENCE, "PostgreSQL does not start: {}", self.log());
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Immediate shutdown: sessions are cut, nothing is written, the next start recovers from the log.
    pub async fn stop_hard(&mut self) {
        let mut server = self.server.take().expect("a server that runs");
        let pid = server.id().expect("a server that was not waited for").to_string();
        let told = Command::new("sh").args(["-c", "kill -QUIT \"$1\"", "sh", &pid]).status().await.unwrap();
        assert!(told.success());
        let ended = tokio::time::timeout(PATIENCE, server.wait()).await.expect("it stops").unwrap();
        assert!(ended.code().is_some() || ended.signal().is_some());
    }

    /// The URL of its superuser.
    pub fn url(&self) -> String {
        format!("postgres://astris@127.0.0.1:{}/postgres", self.port)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// A program of PostgreSQL, as a user whom it accepts.
    fn command(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = match other_user() {
            None => Command::new(program),
            Some((uid, gid)) => {
                let mut command = Command::new("setpriv");
                command.arg(format!("--reuid={uid}")).arg(format!("--regid={gid}")).args(["--clear-groups", "--"]).arg(program);
                command
            }
        };
        command.current_dir("/").env_remove("PGDATA").env_remove("PGPORT").env_remove("PGHOST");
        command
    }

    /// Ends the server and removes its files.
    pub async fn remove(mut self) {
        self.stop_hard().await;
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The folder of the server programs, as the tests' common server knows it.
async fn programs() -> PathBuf {
    let mut connection = PgConnection::connect(&testkit::database_url()).await.unwrap();
    let folder: String =
        sqlx::query_scalar("SELECT setting FROM pg_config WHERE name = 'BINDIR'").fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    PathBuf::from(folder)
}

/// User and group for PostgreSQL, which refuses root.
fn other_user() -> Option<(u32, u32)> {
    if Path::new("/proc/self").metadata().unwrap().uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let ids = |name: &str| {
        let mut fields = users.lines().find(|line| line.starts_with(&format!("{name}:")))?.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    Some(ids("postgres").or_else(|| ids("nobody")).expect("a user for PostgreSQL"))
}
