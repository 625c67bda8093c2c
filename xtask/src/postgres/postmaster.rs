//! `postmaster.pid`, the file with which a running PostgreSQL holds its data folder.
//!
//! Its lines are process id, data folder, start time, port, socket folder, listen address, shared memory, status
//! (src/include/utils/pidfile.h of PostgreSQL).

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// What holds a data folder.
#[derive(Debug, PartialEq, Eq)]
pub enum Holder {
    /// Nobody.
    None,
    /// A server that serves.
    Serving { port: u16 },
    /// A server that is starting or stopping.
    Moving,
}

/// Finds out whether a server runs on `data`, and removes the file that one leaves behind which was killed.
pub fn holder(data: &Path) -> Result<Holder> {
    let path = data.join("postmaster.pid");
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Holder::None),
        Err(error) => return Err(Failure::io("read", &path, &error)),
    };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let line = |number: usize| lines.get(number).copied().unwrap_or_default();
    if works_in(line(0), data) {
        return Ok(match (line(7), line(3).parse()) {
            ("ready", Ok(port)) => Holder::Serving { port },
            _ => Holder::Moving,
        });
    }
    if fs::canonicalize(line(1)).ok() != fs::canonicalize(data).ok() && Path::new("/proc").join(line(0)).exists() {
        return Err(Failure::new(format!(
            "{} was copied while the server of {} ran on it, so it may be torn: delete it with `cargo xtask reset`.",
            data.display(),
            line(1)
        )));
    }
    fs::remove_file(&path).map_err(|error| Failure::io("remove", &path, &error))?;
    Ok(Holder::None)
}

/// The process that holds `data`, if one does.
pub fn process(data: &Path) -> Option<u32> {
    let text = fs::read_to_string(data.join("postmaster.pid")).ok()?;
    let pid = text.lines().next()?.trim();
    if works_in(pid, data) { pid.parse().ok() } else { None }
}

/// A server's working folder is its data folder, so a process that took over the number of a dead one is told apart.
fn works_in(pid: &str, data: &Path) -> bool {
    let link = PathBuf::from("/proc").join(pid).join("cwd");
    match (fs::read_link(link), fs::canonicalize(data)) {
        (Ok(folder), Ok(data)) => folder == data,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_dead_servers_file_is_removed() {
        let scratch = Scratch::create("stale-pid").unwrap();
        let data = scratch.path();
        // Process 1 lives, but not in this folder.
        fs::write(data.join("postmaster.pid"), format!("1\n{}\n0\n5432\n", data.display())).unwrap();
        assert_eq!(holder(data).unwrap(), Holder::None);
        assert!(!data.join("postmaster.pid").exists());
    }

    #[test]
    fn a_copied_folder_is_refused() {
        let scratch = Scratch::create("copied-pid").unwrap();
        let data = scratch.path();
        fs::write(data.join("postmaster.pid"), "1\n/somewhere/else\n0\n5432\n").unwrap();
        assert!(holder(data).unwrap_err().to_string().contains("copied"));
    }

    #[test]
    fn no_file_no_holder() {
        let scratch = Scratch::create("no-pid").unwrap();
        assert_eq!(holder(scratch.path()).unwrap(), Holder::None);
    }
}
