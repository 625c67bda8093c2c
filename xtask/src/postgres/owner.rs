//! The user that runs PostgreSQL: PostgreSQL refuses root.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::failure::{Failure, Result};
use crate::service::has_setpriv;
use crate::setup::apt::is_root;

/// Who owns the data and runs the server.
#[derive(Debug, Clone)]
pub enum Owner {
    /// The user who runs this program.
    Me { uid: u32 },
    /// Another user, because this program runs as root.
    Other { uid: u32, gid: u32 },
}

impl Owner {
    /// `postgres`, or else `nobody`, when this is root.
    pub fn find() -> Result<Self> {
        if !is_root() {
            let uid = fs::metadata("/proc/self").map_or(0, |metadata| metadata.uid());
            return Ok(Self::Me { uid });
        }
        if !has_setpriv() {
            return Err(Failure::new(
                "PostgreSQL refuses to run as root and `setpriv` (util-linux) is missing: install it, or run this as another user.",
            ));
        }
        let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| find_user(&users, name))
            .ok_or_else(|| Failure::new("PostgreSQL refuses to run as root: run this as another user, or add a user `postgres`."))
    }

    pub fn uid(&self) -> u32 {
        match self {
            Self::Me { uid } | Self::Other { uid, .. } => *uid,
        }
    }

    /// A command that runs `program` as this user and, like [`crate::service::tied`], ends with this process.
    pub fn command(&self, program: &Path, signal: &str) -> Command {
        let mut command = match self {
            Self::Me { .. } => crate::service::tied(program, signal),
            Self::Other { uid, gid, .. } => {
                // Changing the user clears the tie to the parent, so it is made by a second, inner setpriv.
                let mut command = Command::new("setpriv");
                command
                    .arg(format!("--reuid={uid}"))
                    .arg(format!("--regid={gid}"))
                    .args(["--init-groups", "--", "setpriv", "--pdeathsig", signal, "--"])
                    .arg(program);
                command
            }
        };
        // A folder that every user may enter; the current one may be closed to this user.
        command.current_dir("/").env_remove("PGDATA").env_remove("PGPORT").env_remove("PGHOST");
        command
    }

    /// Hands `path` to this user.
    pub fn take(&self, path: &Path) -> Result<()> {
        if let Self::Other { uid, gid, .. } = self {
            chown(path, Some(*uid), Some(*gid)).map_err(|error| Failure::io("give away", path, &error))?;
        }
        Ok(())
    }

    /// Whether this user may create files in `folder`, which includes entering all folders above.
    pub fn may_write_in(&self, folder: &Path) -> bool {
        self.command(Path::new("sh"), "TERM")
            .args(["-c", r#"cd "$1" && test -w ."#, "sh"])
            .arg(folder)
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }
}

fn find_user(passwd: &str, wanted: &str) -> Option<Owner> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        fields.next().filter(|name| *name == wanted)?;
        let uid = fields.nth(1)?.parse().ok()?;
        let gid = fields.next()?.parse().ok()?;
        Some(Owner::Other { uid, gid })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_user_table() {
        let table = "root:x:0:0:root:/root:/bin/bash\npostgres:x:109:117:PostgreSQL,,,:/var/lib/postgresql:/bin/bash\n";
        let Some(Owner::Other { uid, gid }) = find_user(table, "postgres") else {
            panic!("not found");
        };
        assert_eq!((uid, gid), (109, 117));
        assert!(find_user(table, "nobody").is_none());
    }
}
