//! Whose build artefacts lie in the shared target folder.
//!
//! Cargo names the artefacts of a workspace's own crates by their place within the workspace, so two checkouts use the same names, and it takes
//! whatever is newer than the sources as fresh. A checkout whose files are older than another one's build would get that one's crates. So the
//! folder says who built in it last, and whoever comes after another checkout forgets what is known about the workspace's own crates; the
//! dependencies stay.

use std::fs;
use std::path::{Path, PathBuf};

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};

/// Names the checkout that built last.
const MARKER: &str = ".astris-checkout";

/// Makes sure that nothing of another checkout is taken for this one's.
pub fn claim(checkout: &Checkout) -> Result<()> {
    let marker = checkout.target.join(MARKER);
    let owner = checkout.root.to_string_lossy();
    if fs::read_to_string(&marker).is_ok_and(|last| last == owner) {
        return Ok(());
    }
    let crates = own_crates(&checkout.root);
    for fingerprints in fingerprint_folders(&checkout.target) {
        forget(&fingerprints, &crates)?;
    }
    fs::create_dir_all(&checkout.target).map_err(|error| Failure::io("create", &checkout.target, &error))?;
    fs::write(&marker, owner.as_bytes()).map_err(|error| Failure::io("write", &marker, &error))
}

/// The names of the workspace's packages.
fn own_crates(root: &Path) -> Vec<String> {
    let below = |folder: &Path| folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()).collect::<Vec<_>>();
    let manifests = below(root).into_iter().chain(below(&root.join("crates"))).map(|folder| folder.join("Cargo.toml"));
    manifests.filter_map(|manifest| fs::read_to_string(manifest).ok()).filter_map(|text| package_name(&text)).collect()
}

fn package_name(manifest: &str) -> Option<String> {
    let package = manifest.split("[package]").nth(1)?;
    let line = package.lines().find(|line| line.starts_with("name"))?;
    Some(line.split('"').nth(1)?.to_owned())
}

/// The folders with what cargo knows, of each profile, for this machine and for the browser.
fn fingerprint_folders(target: &Path) -> Vec<PathBuf> {
    let below = |folder: &Path| folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()).collect::<Vec<_>>();
    let profiles = below(target).into_iter().flat_map(|folder| {
        let inner = below(&folder);
        std::iter::once(folder).chain(inner)
    });
    profiles.map(|profile| profile.join(".fingerprint")).filter(|folder| folder.is_dir()).collect()
}

/// Removes the fingerprints `<package>-<hash>` of these packages.
fn forget(fingerprints: &Path, crates: &[String]) -> Result<()> {
    let entries = fs::read_dir(fingerprints).map_err(|error| Failure::io("read", fingerprints, &error))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.rsplit_once('-').is_some_and(|(package, _)| crates.iter().any(|own| own == package)) {
            fs::remove_dir_all(entry.path()).map_err(|error| Failure::io("remove", &entry.path(), &error))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn reads_a_packages_name() {
        assert_eq!(package_name("[package]\nname = \"domain\"\n").as_deref(), Some("domain"));
        assert_eq!(package_name("[workspace]\nmembers = []\n"), None);
    }

    #[test]
    fn another_checkouts_crates_are_forgotten_and_dependencies_stay() {
        let scratch = Scratch::create("claims").unwrap();
        let target = scratch.path().join("target");
        let known = |profile: &str, package: &str| target.join(profile).join(".fingerprint").join(package);
        let checkout = |name: &str| {
            let root = scratch.path().join(name);
            fs::create_dir_all(root.join("crates/domain")).unwrap();
            fs::write(root.join("crates/domain/Cargo.toml"), "[package]\nname = \"domain\"\n").unwrap();
            Checkout { root, cache: scratch.path().to_owned(), target: target.clone() }
        };
        let build = || {
            for profile in ["debug", "wasm32-unknown-unknown/release"] {
                fs::create_dir_all(known(profile, "domain-0123456789abcdef")).unwrap();
                fs::create_dir_all(known(profile, "serde-0123456789abcdef")).unwrap();
            }
        };
        let left = || {
            known("debug", "domain-0123456789abcdef").exists()
                || known("wasm32-unknown-unknown/release", "domain-0123456789abcdef").exists()
        };
        let (first, second) = (checkout("first"), checkout("second"));
        build();
        claim(&first).unwrap();
        assert!(!left(), "nobody knows whose these were");
        build();
        claim(&first).unwrap();
        assert!(left(), "its own are kept");
        claim(&second).unwrap();
        assert!(!left());
        assert!(known("debug", "serde-0123456789abcdef").exists(), "dependencies are everybody's");
    }
}
