//! A cluster for one run of the tests: fast because nothing of it must survive.

use std::env;
use std::path::{Path, PathBuf};

use crate::checkout::Checkout;
use crate::disk;
use crate::failure::{Failure, Result};
use crate::loopback;
use crate::postgres::cluster::{Cluster, Start};
use crate::postgres::create;
use crate::postgres::owner::Owner;
use crate::random;
use crate::scratch::Scratch;
use crate::setup::postgres_programs;
use crate::step::Step;

/// Each test has a database and a pool of its own.
const SETTINGS: [&str; 5] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=400", "shared_buffers=256MB"];

/// As safe as in production, so that a measurement is of what a shop has; statements begin their line in the log without a prefix.
const MEASURED_SETTINGS: [&str; 4] = ["max_connections=200", "shared_buffers=256MB", "max_wal_size=4GB", "log_line_prefix="];

/// Linux's file system in memory. A database per test is hundreds of files that come and go, and ext4 spends a fifth of all tests' time on them.
const MEMORY: &str = "/dev/shm";

/// Free space in [`MEMORY`] with which a cluster is made there: several times what one has ever taken.
const MEMORY_NEEDED_MIB: u64 = 4_096;

/// Makes and starts a cluster, in memory where there is room; `purpose` names its log.
pub fn start(checkout: &Checkout, purpose: &str) -> Result<Cluster> {
    let owner = Owner::find()?;
    let has_room = disk::free(Path::new(MEMORY)).is_some_and(|mib| mib >= MEMORY_NEEDED_MIB);
    let in_memory = has_room.then(|| folder_in(Path::new(MEMORY), &owner)).transpose()?.flatten();
    let folder = in_memory.map_or_else(|| folder(&owner), Ok)?;
    start_in(folder, checkout, purpose, &SETTINGS)
}

/// As [`start`], with every commit on the disk before it is answered.
pub fn start_measured(checkout: &Checkout, purpose: &str) -> Result<Cluster> {
    start_in(folder(&Owner::find()?)?, checkout, purpose, &MEASURED_SETTINGS)
}

/// Where the server of a cluster with this purpose writes its log.
pub fn log(checkout: &Checkout, purpose: &str) -> PathBuf {
    checkout.log(&format!("postgres-{purpose}"))
}

fn start_in(folder: Scratch, checkout: &Checkout, purpose: &str, settings: &[&str]) -> Result<Cluster> {
    let step = Step::begin(format!("starting a throw-away PostgreSQL for {purpose}"));
    let programs = postgres_programs::ensure(checkout, None)?;
    let owner = Owner::find()?;
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
fn folder(owner: &Owner) -> Result<Scratch> {
    for parent in [env::temp_dir(), PathBuf::from("/tmp")] {
        if let Some(folder) = folder_in(&parent, owner)? {
            return Ok(folder);
        }
    }
    Err(Failure::new(format!(
        "PostgreSQL's user may write neither in {} nor in /tmp: set TMPDIR to a folder that is open to all.",
        Path::new(&env::temp_dir()).display()
    )))
}

/// A folder in there, if PostgreSQL's user may write in it.
fn folder_in(parent: &Path, owner: &Owner) -> Result<Option<Scratch>> {
    let folder = Scratch::create_in(parent, "postgres")?;
    owner.take(folder.path())?;
    Ok(owner.may_write_in(folder.path()).then_some(folder))
}
