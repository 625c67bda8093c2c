//! PostgreSQL's server programs, which distributions keep off PATH.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::program;
use crate::setup::apt;
use crate::toolbox::is_program;

/// The oldest version that the shop's SQL is tested with.
pub const OLDEST: u32 = 15;

/// One installation of PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Programs {
    /// The major version.
    pub major: u32,
    folder: PathBuf,
}

impl Programs {
    /// The path of `initdb`, `postgres` or `psql`.
    pub fn path(&self, program: &str) -> PathBuf {
        self.folder.join(program)
    }

    fn at(folder: PathBuf) -> Option<Self> {
        let complete = ["initdb", "postgres", "psql"].iter().all(|program| is_program(&folder.join(program)));
        if !complete {
            return None;
        }
        let text = program::ask(Command::new(folder.join("postgres")).arg("--version"))?;
        Some(Self { major: major(&text)?, folder })
    }
}

/// All installations on this machine, newest first; installs Debian's if there is none. With `wanted`, that version.
pub fn ensure(checkout: &Checkout, wanted: Option<u32>) -> Result<Programs> {
    if let Some(programs) = choose(find(), wanted)? {
        return Ok(programs);
    }
    let package = wanted.map_or_else(|| "postgresql".to_owned(), |major| format!("postgresql-{major}"));
    apt::install(checkout, &[&package], "PostgreSQL's server")?;
    choose(find(), wanted)?
        .ok_or_else(|| Failure::new(format!("{package} was installed, but its programs are not in /usr/lib/postgresql: put them on PATH.")))
}

fn choose(mut found: Vec<Programs>, wanted: Option<u32>) -> Result<Option<Programs>> {
    found.sort();
    if let Some(wanted) = wanted {
        return Ok(found.into_iter().find(|programs| programs.major == wanted));
    }
    match found.pop() {
        Some(newest) if newest.major < OLDEST => Err(Failure::new(format!(
            "PostgreSQL {} in {} is too old: install version {OLDEST} or newer, or set DATABASE_URL to a server of that kind.",
            newest.major,
            newest.folder.display()
        ))),
        newest => Ok(newest),
    }
}

fn find() -> Vec<Programs> {
    let debian = Path::new("/usr/lib/postgresql").read_dir().into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let path = env::var_os("PATH").unwrap_or_default();
    let told = program::ask(Command::new("pg_config").arg("--bindir")).map(PathBuf::from);
    debian.chain(env::split_paths(&path)).chain(told).filter_map(Programs::at).collect()
}

/// `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` is 15.
fn major(text: &str) -> Option<u32> {
    let version = text.split_once(") ")?.1;
    version.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn installed(major: u32) -> Programs {
        Programs { major, folder: PathBuf::from(format!("/usr/lib/postgresql/{major}/bin")) }
    }

    #[test]
    fn reads_the_version() {
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major("nonsense"), None);
    }

    #[test]
    fn takes_the_newest_or_the_wanted_one() {
        let all = vec![installed(15), installed(17), installed(16)];
        assert_eq!(choose(all.clone(), None).unwrap(), Some(installed(17)));
        assert_eq!(choose(all.clone(), Some(16)).unwrap(), Some(installed(16)));
        assert_eq!(choose(all, Some(14)).unwrap(), None);
        assert_eq!(choose(Vec::new(), None).unwrap(), None);
    }

    #[test]
    fn refuses_an_old_one() {
        let failure = choose(vec![installed(13)], None).unwrap_err();
        assert!(failure.to_string().contains("too old"));
    }
}
