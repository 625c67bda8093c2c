//! A running cluster and what one asks of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result};
use crate::postgres::create::SUPERUSER;
use crate::postgres::owner::Owner;
use crate::postgres::postmaster::{self, Holder};
use crate::scratch::Scratch;
use crate::service::{Ending, Service};
use crate::setup::postgres_programs::Programs;
use crate::stop;

/// Recovery after a crash may take a while.
const PATIENCE: Duration = Duration::from_mins(2);
const POLL: Duration = Duration::from_millis(20);
/// SIGINT is PostgreSQL's fast shutdown: sessions are cut, data is written.
const FAST: Ending = Ending { signal: "INT", patience: Duration::from_mins(1) };

/// A PostgreSQL that answers on a port of this machine.
pub struct Cluster {
    /// None if another run of this program has started the server and will stop it.
    service: Option<Service>,
    port: u16,
    password: String,
    programs: Programs,
    /// The folder of a throw-away cluster; dropped, and so removed, after the server.
    _folder: Option<Scratch>,
}

/// What the server is started with.
pub struct Start<'a> {
    pub programs: Programs,
    pub owner: &'a Owner,
    pub data: PathBuf,
    pub port: u16,
    pub password: String,
    /// Further `-c` settings.
    pub settings: &'a [&'a str],
    pub log: &'a Path,
}

impl Cluster {
    /// Starts a server and waits until it serves.
    pub fn start(start: Start<'_>, folder: Option<Scratch>) -> Result<Self> {
        let began = Instant::now();
        let service = loop {
            let mut service = launch(&start)?;
            if wait_serving(&mut service, &start.data, began)? {
                break service;
            }
            // Killed with SIGKILL, a server leaves children that hold its memory for a moment longer.
            if !holds_memory(start.log) || began.elapsed() > Duration::from_secs(20) {
                return Err(refusal(&start));
            }
            std::thread::sleep(Duration::from_millis(200));
        };
        Ok(Self { service: Some(service), port: start.port, password: start.password, programs: start.programs, _folder: folder })
    }

    /// A server that another run has started.
    pub fn join(programs: Programs, port: u16, password: String) -> Self {
        Self { service: None, port, password, programs, _folder: None }
    }

    /// The URL of a database as the superuser.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://{SUPERUSER}:{}@127.0.0.1:{}/{database}", self.password, self.port)
    }

    /// Fails with a sentence if the server has ended.
    pub fn ensure_running(&mut self) -> Result<()> {
        self.service.as_mut().map_or(Ok(()), Service::ensure_running)
    }

    /// Creates a database unless it exists.
    pub fn ensure_database(&self, name: &str) -> Result<()> {
        let exists = self.query("postgres", &format!("SELECT 1 FROM pg_database WHERE datname = '{name}'"))?;
        if exists.is_empty() {
            self.query("postgres", &format!("CREATE DATABASE \"{name}\""))?;
        }
        Ok(())
    }

    /// Runs a file of SQL statements; the first error ends it.
    pub fn run_file(&self, database: &str, file: &Path) -> Result<()> {
        self.psql(database).arg("--file").arg(file).answer().map(drop)
    }

    fn query(&self, database: &str, sql: &str) -> Result<String> {
        self.psql(database).args(["--tuples-only", "--no-align", "--command", sql]).answer()
    }

    fn psql(&self, database: &str) -> Command {
        let mut command = Command::new(self.programs.path("psql"));
        command
            .args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"])
            .args(["--host", "127.0.0.1", "--port", &self.port.to_string(), "--username", SUPERUSER, "--dbname", database])
            // Not on the command line, which every user of the machine can read.
            .env("PGPASSWORD", &self.password)
            .env("PGOPTIONS", "-c client_min_messages=warning");
        command
    }

    /// Stops the server if this run has started it.
    pub fn stop(&mut self) {
        if let Some(service) = &mut self.service {
            service.stop();
        }
    }
}

trait Answer {
    fn answer(&mut self) -> Result<String>;
}

impl Answer for Command {
    fn answer(&mut self) -> Result<String> {
        let output = self.stdin(Stdio::null()).output().map_err(|error| crate::program::not_started("psql", &error))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
        }
        let message = String::from_utf8_lossy(&output.stderr);
        if message.contains("authentication failed") {
            return Err(Failure::new(
                "The private PostgreSQL under .astris/ does not know the password in .astris/postgres.password: restore that file, or start anew with `cargo xtask reset`.",
            ));
        }
        Err(Failure::new(format!("PostgreSQL refused: {}", message.trim())))
    }
}

fn launch(start: &Start<'_>) -> Result<Service> {
    let mut command = start.owner.command(&start.programs.path("postgres"), FAST.signal);
    command.arg("-D").arg(&start.data).arg("-p").arg(start.port.to_string());
    // TCP on loopback only: a socket's path has a length limit that deep checkouts would exceed.
    for setting in ["listen_addresses=127.0.0.1", "unix_socket_directories="].iter().chain(start.settings) {
        command.arg("-c").arg(setting);
    }
    Service::start("PostgreSQL", command, FAST, Some(start.log))
}

/// True when the server serves, false when it ended.
fn wait_serving(service: &mut Service, data: &Path, began: Instant) -> Result<bool> {
    loop {
        // In this order: a server that ended has no status any more.
        if service.ended().is_some() {
            return Ok(false);
        }
        if matches!(postmaster::holder(data)?, Holder::Serving { .. }) {
            return Ok(true);
        }
        if stop::requested() {
            return Err(Failure::interrupted());
        }
        if began.elapsed() > PATIENCE {
            return Err(Failure::new(format!("PostgreSQL does not serve within {} s{}.", PATIENCE.as_secs(), service.where_to_look())));
        }
        std::thread::sleep(POLL);
    }
}

fn holds_memory(log: &Path) -> bool {
    std::fs::read_to_string(log).is_ok_and(|text| text.contains("shared memory block"))
}

fn refusal(start: &Start<'_>) -> Failure {
    let log = std::fs::read_to_string(start.log).unwrap_or_default();
    let cause = crate::explain::cause(&log)
        .map_or_else(|| log.lines().rfind(|line| line.contains("FATAL")).unwrap_or("It gave no reason.").to_owned(), str::to_owned);
    Failure::new(format!("PostgreSQL did not start. {cause} (All of its output: {})", start.log.display()))
}
