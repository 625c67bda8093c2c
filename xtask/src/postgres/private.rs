//! The checkout's own cluster: its data outlives restarts.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::loopback;
use crate::postgres::cluster::{Cluster, Start};
use crate::postgres::owner::Owner;
use crate::postgres::postmaster::{self, Holder};
use crate::postgres::{create, location};
use crate::random;
use crate::setup::postgres_programs::{self, Programs};
use crate::step::Step;

/// Starts the private cluster, making it at the first time, or joins the one that another run has started.
pub fn start(checkout: &Checkout) -> Result<Cluster> {
    let step = Step::begin("starting the private PostgreSQL");
    let existing = PrivateData::of(checkout);
    let programs = programs_for(checkout, existing.version()?)?;
    let owner = Owner::find()?;
    let data = location::choose(checkout, &owner)?;
    let password_file = checkout.private().join("postgres.password");
    if existing.version()?.is_none() {
        existing.refuse_foreign()?;
        let password = random::secret()?;
        create::write_secret(&password_file, &password)?;
        create::cluster(&programs, &owner, &data, &password, &step, &checkout.log("initdb"))?;
    }
    refuse_owner(&data, &owner)?;
    let password = fs::read_to_string(&password_file).map_err(|error| Failure::io("read", &password_file, &error))?;
    if let Some(port) = wait_for_holder(&data)? {
        step.done_with("another run keeps it going");
        return Ok(Cluster::join(programs, port, password));
    }
    let port = remembered_port(checkout)?;
    let log = checkout.log("postgres");
    let settings = ["fsync=on", "max_connections=100"];
    let cluster = Cluster::start(Start { programs, owner: &owner, data, port, password, settings: &settings, log: &log }, None)?;
    step.done();
    Ok(cluster)
}

/// Data can be used by the major version that made it only.
fn programs_for(checkout: &Checkout, made_by: Option<u32>) -> Result<Programs> {
    postgres_programs::ensure(checkout, made_by).map_err(|failure| match made_by {
        Some(major) => Failure::new(format!(
            "{failure} The private data is of PostgreSQL {major}: install that version, or start anew with `cargo xtask reset`."
        )),
        None => failure,
    })
}

/// The data folder, looked at without starting anything.
pub struct PrivateData {
    pub folder: PathBuf,
}

impl PrivateData {
    pub fn of(checkout: &Checkout) -> Self {
        Self { folder: location::find(checkout) }
    }

    /// The major version that made the data; `None` if there is none yet.
    fn version(&self) -> Result<Option<u32>> {
        let path = self.folder.join("PG_VERSION");
        let Ok(text) = fs::read_to_string(&path) else {
            return self.unreadable().map_or(Ok(None), Err);
        };
        let version = text.trim().parse::<u32>().map_err(|_| {
            Failure::new(format!("{} is not a PostgreSQL version: delete the folder with `cargo xtask reset`.", path.display()))
        })?;
        if version < postgres_programs::OLDEST {
            return Err(Failure::new(format!(
                "The data in {} is of PostgreSQL {version}, and {} or newer is needed: start anew with `cargo xtask reset`.",
                self.folder.display(),
                postgres_programs::OLDEST
            )));
        }
        Ok(Some(version))
    }

    /// Data of another user looks like no data.
    fn unreadable(&self) -> Option<Failure> {
        let denied = fs::read_dir(&self.folder).is_err_and(|error| error.kind() == std::io::ErrorKind::PermissionDenied);
        denied.then(|| {
            Failure::new(format!(
                "{} belongs to another user (was this checkout run as root?): run as that user, or `sudo cargo xtask reset`.",
                self.folder.display()
            ))
        })
    }

    fn refuse_foreign(&self) -> Result<()> {
        let empty = fs::read_dir(&self.folder).map_or(true, |mut entries| entries.next().is_none());
        if !empty {
            return Err(Failure::new(format!(
                "{} holds files that are not a PostgreSQL cluster of this project: move them away, then run the same command again.",
                self.folder.display()
            )));
        }
        // initdb's result is renamed over it.
        let _ = fs::remove_dir(&self.folder);
        Ok(())
    }

    /// Stops the server that runs on the data, whoever started it.
    pub fn stop_server(&self) -> Result<()> {
        let Some(process) = postmaster::process(&self.folder) else {
            return Ok(());
        };
        let _ = Command::new("sh").args(["-c", &format!("kill -INT {process}")]).status();
        let began = Instant::now();
        while postmaster::process(&self.folder).is_some() {
            if began.elapsed() > Duration::from_mins(1) {
                return Err(Failure::new(format!(
                    "PostgreSQL (process {process}) does not stop: end `cargo xtask run` in the other terminal first."
                )));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

fn refuse_owner(data: &Path, owner: &Owner) -> Result<()> {
    let found = fs::metadata(data).map_err(|error| Failure::io("read", data, &error))?.uid();
    if found == owner.uid() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} belongs to user number {found}, not to the one that would run PostgreSQL ({}): run as that user, or delete it with `cargo xtask reset`.",
        data.display(),
        owner.uid()
    )))
}

/// The port of a serving holder; waits for one that is just starting or stopping.
fn wait_for_holder(data: &Path) -> Result<Option<u16>> {
    let began = Instant::now();
    loop {
        match postmaster::holder(data)? {
            Holder::None => return Ok(None),
            Holder::Serving { port } => return Ok(Some(port)),
            Holder::Moving if began.elapsed() > Duration::from_mins(1) => {
                return Err(Failure::new(format!(
                    "A PostgreSQL on {} neither serves nor ends: stop it, then run the same command again.",
                    data.display()
                )));
            }
            Holder::Moving => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// The port of last time if it is free, so that open database tools keep working.
fn remembered_port(checkout: &Checkout) -> Result<u16> {
    let path = checkout.private().join("postgres.port");
    let last = fs::read_to_string(&path).ok().and_then(|text| text.trim().parse().ok());
    let port = loopback::free_port(last)?;
    fs::write(&path, port.to_string()).map_err(|error| Failure::io("write", &path, &error))?;
    Ok(port)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    fn data(scratch: &Scratch, version: &str) -> PrivateData {
        fs::write(scratch.path().join("PG_VERSION"), version).unwrap();
        PrivateData { folder: scratch.path().to_path_buf() }
    }

    #[test]
    fn reads_the_version_of_the_data() {
        let scratch = Scratch::create("version").unwrap();
        assert_eq!(data(&scratch, "17\n").version().unwrap(), Some(17));
        assert!(data(&scratch, "13\n").version().is_err());
        assert!(data(&scratch, "9.6\n").version().is_err());
    }

    #[test]
    fn foreign_files_are_not_touched() {
        let scratch = Scratch::create("foreign").unwrap();
        fs::write(scratch.path().join("thesis.txt"), "years of work").unwrap();
        let data = PrivateData { folder: scratch.path().to_path_buf() };
        assert_eq!(data.version().unwrap(), None);
        assert!(data.refuse_foreign().is_err());
        assert!(scratch.path().join("thesis.txt").exists());
    }
}
