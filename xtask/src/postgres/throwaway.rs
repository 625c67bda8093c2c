//! A cluster for one run of the tests: fast because nothing of it must survive.

use std::env;
use std::path::{Path, PathBuf};

use crate::checkout::Checkout;
use crate::disk;
use crate::failure::{Failure, Result};
use crate::loopback;
use crate::memory;
use crate::postgres::cluster::{Cluster, Start};
use crate::postgres::create;
use crate::postgres::owner::Owner;
use crate::random;
use crate::scratch::Scratch;
use crate::setup::postgres_programs;
use crate::step::Step;

/// Each test has a database and a pool of its own. Of tables that nobody has counted the planner expects the worst, and would compile a question about
/// ten rows for a hundred times as long as its answer takes.
const SETTINGS: [&str; 6] =
    ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off", "max_connections=400", "shared_buffers=256MB"];

/// As safe as in production, so that a measurement is of what a shop has; statements begin their line in the log without a prefix.
const MEASURED_SETTINGS: [&str; 4] = ["max_connections=200", "shared_buffers=256MB", "max_wal_size=4GB", "log_line_prefix="];

/// A folder whose files are kept in memory.
const IN_MEMORY: &str = "/dev/shm";
/// Memory that must be left for a cluster to be there, in MiB: several times what the tests' databases and the log of their changes take.
const MEMORY_MIB: u64 = 4_096;

/// Makes and starts a cluster; `purpose` names its log.
pub fn start(checkout: &Checkout, purpose: &str) -> Result<Cluster> {
    // A test's database is hundreds of files, and making and removing them takes a disk longer than most tests do.
    let in_memory = disk::free(Path::new(IN_MEMORY)).min(memory::available()).is_some_and(|mib| mib >= MEMORY_MIB);
    let first = in_memory.then(|| PathBuf::from(IN_MEMORY));
    start_with(checkout, purpose, &SETTINGS, first)
}

/// As [`start`], with every commit on the disk before it is answered.
pub fn start_measured(checkout: &Checkout, purpose: &str) -> Result<Cluster> {
    start_with(checkout, purpose, &MEASURED_SETTINGS, None)
}

/// Where the server of a cluster with this purpose writes its log.
pub fn log(checkout: &Checkout, purpose: &str) -> PathBuf {
    checkout.log(&format!("postgres-{purpose}"))
}

fn start_with(checkout: &Checkout, purpose: &str, settings: &[&str], parent: Option<PathBuf>) -> Result<Cluster> {
    let step = Step::begin(format!("starting a throw-away PostgreSQL for {purpose}"));
    let programs = postgres_programs::ensure(checkout, None)?;
    let owner = Owner::find()?;
    let folder = folder(&owner, parent)?;
    let data = folder.path().join("data");
    let password = random::secret()?;
    create::cluster(&programs, &owner, &data, &password, &step, &checkout.log("initdb"))?;
    let port = loopback::free_port(None)?;
    let log = log(checkout, purpose);
    let cluster = Cluster::start(Start { programs, owner: &owner, data, port, password, settings, log: &log }, Some(folder))?;
    step.done();
    Ok(cluster)
}

/// The temporary folder of this user may be closed to PostgreSQL's; `/tmp` is open to all.
fn folder(owner: &Owner, first: Option<PathBuf>) -> Result<Scratch> {
    for parent in first.into_iter().chain([env::temp_dir(), PathBuf::from("/tmp")]) {
        let folder = Scratch::create_in(&parent, "postgres")?;
        owner.take(folder.path())?;
        if owner.may_write_in(folder.path()) {
            return Ok(folder);
        }
    }
    Err(Failure::new(format!(
        "PostgreSQL's user may write neither in {} nor in /tmp: set TMPDIR to a folder that is open to all.",
        Path::new(&env::temp_dir()).display()
    )))
}
