//! Making a cluster.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::postgres::owner::Owner;
use crate::program;
use crate::setup::postgres_programs::Programs;
use crate::step::Step;

/// The superuser of every cluster made here.
pub const SUPERUSER: &str = "astris";

/// Makes a cluster in `data`, whose parent exists. It is made beside its place and renamed, so that an interruption
/// leaves nothing that looks like a cluster.
pub fn cluster(programs: &Programs, owner: &Owner, data: &Path, password: &str, step: &Step, log: &Path) -> Result<()> {
    let fresh = beside(data, "new");
    let secret = beside(data, "initial-password");
    remove(&fresh)?;
    fs::create_dir(&fresh).map_err(|error| Failure::io("create", &fresh, &error))?;
    owner.take(&fresh)?;
    write_secret(&secret, password)?;
    owner.take(&secret)?;
    let mut command = owner.command(&programs.path("initdb"), "TERM");
    command.arg("--pgdata").arg(&fresh).arg("--pwfile").arg(&secret).args(["--username", SUPERUSER, "--auth", "scram-sha-256"]).args([
        "--encoding",
        "UTF8",
        "--locale",
        "C.UTF-8",
        "--no-instructions",
    ]);
    let made = program::watch_ok(&mut command, step, log, "Making a PostgreSQL cluster");
    let _ = fs::remove_file(&secret);
    if let Err(failure) = made {
        let _ = fs::remove_dir_all(&fresh);
        return Err(failure);
    }
    fs::rename(&fresh, data).map_err(|error| Failure::io("create", data, &error))
}

/// Writes a file that only its owner may read.
pub fn write_secret(path: &Path, secret: &str) -> Result<()> {
    let _ = fs::remove_file(path);
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| file.write_all(secret.as_bytes()))
        .map_err(|error| Failure::io("write", path, &error))
}

fn beside(data: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(data);
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::io("remove", folder, &error)),
        _ => Ok(()),
    }
}
