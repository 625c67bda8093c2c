//! Room on the disk for a build.
//!
//! The target folder only ever grows: cargo keeps the artefacts of every state of the sources. It is a cache, so it makes way when the disk gets
//! full, the parts first that cost least to make again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::program;
use crate::step::Step;

/// With less than this, old artefacts make way: what all builds of one state of the sources need, and some more.
const WANTED_MIB: u64 = 16_384;
/// With less than this, no build is tried: better to say so before than to fail half-way.
const NEEDED_MIB: u64 = 4_096;

/// Removes old artefacts if the disk is nearly full; refuses if that is not enough.
pub fn make_room(checkout: &Checkout) -> Result<()> {
    fs::create_dir_all(&checkout.target).map_err(|error| Failure::io("create", &checkout.target, &error))?;
    for folders in [incremental(&checkout.target), folders(&checkout.target)] {
        if folders.is_empty() || free(&checkout.target).is_none_or(|mib| mib >= WANTED_MIB) {
            continue;
        }
        let step = Step::begin("removing old build artefacts from a disk that is nearly full");
        for folder in folders {
            fs::remove_dir_all(&folder).map_err(|error| Failure::io("remove", &folder, &error))?;
        }
        step.done();
    }
    match free(&checkout.target) {
        Some(mib) if mib < NEEDED_MIB => Err(Failure::new(format!(
            "Only {mib} MiB are free where {} lies, and a build needs about {NEEDED_MIB}: free some space or set ASTRIS_CACHE to another disk.",
            checkout.target.display()
        ))),
        _ => Ok(()),
    }
}

/// What the compiler remembers of its last runs.
fn incremental(target: &Path) -> Vec<PathBuf> {
    let below = folders(target).into_iter().flat_map(|folder| folders(&folder));
    folders(target).into_iter().chain(below).map(|folder| folder.join("incremental")).filter(|folder| folder.is_dir()).collect()
}

/// The folders in a folder; in the target folder that is one per profile or platform, with all their artefacts.
fn folders(folder: &Path) -> Vec<PathBuf> {
    folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

/// Free space in MiB; `None` if the system does not say.
pub fn free(folder: &Path) -> Option<u64> {
    free_mib(&program::ask(Command::new("df").arg("-Pk").arg(folder))?)
}

fn free_mib(table: &str) -> Option<u64> {
    let kib: u64 = table.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    Some(kib / 1_024)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn reads_the_free_space() {
        let table = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda 264000000 14000000 81788928 15% /\n";
        assert_eq!(free_mib(table), Some(79_872));
        assert_eq!(free_mib(""), None);
    }

    #[test]
    fn finds_what_may_go_and_nothing_else() {
        let scratch = Scratch::create("disk").unwrap();
        for folder in ["debug/incremental", "debug/deps", "wasm32-unknown-unknown/release/incremental"] {
            fs::create_dir_all(scratch.path().join(folder)).unwrap();
        }
        let mut found = incremental(scratch.path());
        found.sort();
        let expected = ["debug/incremental", "wasm32-unknown-unknown/release/incremental"].map(|folder| scratch.path().join(folder));
        assert_eq!(found, expected);
        assert_eq!(folders(scratch.path()).len(), 2);
    }
}
