//! One number for the contents of many files: equal number, nothing to build.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// Folders that hold results or tests, which no build for use reads.
const SKIPPED: [&str; 5] = ["target", "node_modules", "test-results", "playwright-report", "tests"];

/// Hashes names and contents of everything under `paths` (files or folders, relative to `root`; missing ones count as
/// such), together with `extras`. Contents rather than times, because a checkout of the same commit has new times.
///
/// The number is stable for one build of this program; another Rust version may compute another one, which costs one
/// build.
pub fn of(root: &Path, paths: &[&str], extras: &[&str]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    extras.hash(&mut hasher);
    for path in paths {
        add(root, Path::new(path), &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn add(root: &Path, relative: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    let path = root.join(relative);
    let metadata = match fs::metadata(&path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::io("read", &path, &error)),
    };
    if metadata.is_dir() {
        for name in names(&path)? {
            add(root, &relative.join(name), hasher)?;
        }
        return Ok(());
    }
    relative.hash(hasher);
    fs::read(&path).map_err(|error| Failure::io("read", &path, &error))?.hash(hasher);
    Ok(())
}

fn names(folder: &Path) -> Result<Vec<PathBuf>> {
    let fail = |error| Failure::io("read", folder, &error);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let name = entry.map_err(fail)?.file_name();
        if !SKIPPED.iter().any(|skipped| name == *skipped) {
            names.push(PathBuf::from(name));
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    fn write(root: &Path, name: &str, text: &str) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn follows_names_and_contents() {
        let scratch = Scratch::create("fingerprint").unwrap();
        let root = scratch.path();
        write(root, "src/a.rs", "one");
        let first = of(root, &["src", "missing"], &["x"]).unwrap();
        assert_eq!(first, of(root, &["src", "missing"], &["x"]).unwrap());
        assert_ne!(first, of(root, &["src", "missing"], &["y"]).unwrap());

        write(root, "src/a.rs", "two");
        let second = of(root, &["src", "missing"], &["x"]).unwrap();
        assert_ne!(first, second);

        write(root, "src/deep/b.rs", "");
        assert_ne!(second, of(root, &["src", "missing"], &["x"]).unwrap());
    }

    #[test]
    fn results_and_tests_do_not_count() {
        let scratch = Scratch::create("fingerprint-results").unwrap();
        let root = scratch.path();
        write(root, "src/a.rs", "one");
        let first = of(root, &["src"], &[]).unwrap();
        write(root, "src/node_modules/x", "noise");
        write(root, "src/tests/x.rs", "noise");
        assert_eq!(first, of(root, &["src"], &[]).unwrap());
    }
}
