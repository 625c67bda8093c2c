//! The optimised build, made once for `run`, the browser tests, measurements and the container image.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::ExitCode;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::fingerprint;
use crate::program;
use crate::setup;
use crate::shop::Artefacts;
use crate::step::Step;
use crate::toolbox::Toolbox;

/// Everything that a build reads.
const SOURCES: [&str; 12] = [
    ".cargo/config.toml",
    ".sqlx",
    "Cargo.lock",
    "Cargo.toml",
    "app",
    "crates",
    "frontend",
    "migrations",
    "package-lock.json",
    "public",
    "server",
    "style",
];
/// Finished builds that are kept: a running shop may serve from the one before.
const KEPT: usize = 3;

/// `cargo xtask build`.
pub fn run(_arguments: &[String]) -> Result<ExitCode> {
    let checkout = Checkout::find()?;
    let toolbox = setup::for_building(&checkout)?;
    optimised(&checkout, &toolbox)?;
    println!("Built: .astris/build/current");
    Ok(ExitCode::SUCCESS)
}

/// The finished build of the sources as they are; builds only if there is none.
pub fn optimised(checkout: &Checkout, toolbox: &Toolbox) -> Result<Artefacts> {
    let compiler = program::ask(toolbox.command("rustc").arg("--version")).unwrap_or_default();
    let builds = checkout.private().join("build");
    fs::create_dir_all(&builds).map_err(|error| Failure::io("create", &builds, &error))?;
    let name = fingerprint::of(&checkout.root, &SOURCES, &[&compiler])?;
    let artefacts = Artefacts { folder: builds.join(&name) };
    if !artefacts.folder.is_dir() {
        // Two checkouts share the target folder, and the second would overwrite what the first is about to copy.
        let lock = lock(checkout)?;
        compile(checkout, toolbox)?;
        stage(checkout, &artefacts)?;
        drop(lock);
    }
    point_current(&builds, &name)?;
    remove_old(&builds, &name);
    Ok(artefacts)
}

fn compile(checkout: &Checkout, toolbox: &Toolbox) -> Result<()> {
    let step = Step::begin("building the shop, optimised (minutes at the first time)");
    let site = checkout.root.join("target/site");
    // Files of earlier builds have other hashes in their names and would stay for ever.
    if site.exists() {
        fs::remove_dir_all(&site).map_err(|error| Failure::io("remove", &site, &error))?;
    }
    let mut command = toolbox.command("cargo-leptos");
    command
        .args(["leptos", "build", "--release", "--precompress", "--split"])
        // In the same run of cargo as the server: alone, the sandbox would be built with other features of the same
        // dependencies.
        .args(["--bin-cargo-args=--package=sandbox", "--bin-cargo-args=--bin=astris-sandbox"])
        // cargo-leptos's own backtraces bury the compiler's words.
        .env("RUST_BACKTRACE", "0");
    program::watch_ok(&mut command, &step, &checkout.log("build"), "The build")?;
    step.done();
    Ok(())
}

/// Copies the results to a folder of their own, which appears complete or not at all.
fn stage(checkout: &Checkout, artefacts: &Artefacts) -> Result<()> {
    let fresh = artefacts.folder.with_extension("new");
    let _ = fs::remove_dir_all(&fresh);
    fs::create_dir_all(&fresh).map_err(|error| Failure::io("create", &fresh, &error))?;
    let release = checkout.target.join("release");
    // The server looks for the names of the hashed files in `hash.txt` beside itself.
    for name in ["astris", "astris-sandbox", "hash.txt"] {
        copy(&release.join(name), &fresh.join(name))?;
    }
    copy_folder(&checkout.root.join("target/site"), &fresh.join("site"))?;
    fs::rename(&fresh, &artefacts.folder).map_err(|error| Failure::io("create", &artefacts.folder, &error))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map(drop).map_err(|error| {
        if from.exists() {
            Failure::io("write", to, &error)
        } else {
            Failure::new(format!("The build left no {}: look into .astris/logs/build.log.", from.display()))
        }
    })
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).map_err(|error| Failure::io("create", to, &error))?;
    let entries = fs::read_dir(from).map_err(|error| Failure::io("read", from, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Failure::io("read", from, &error))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy_folder(&source, &target)?;
        } else {
            copy(&source, &target)?;
        }
    }
    Ok(())
}

fn lock(checkout: &Checkout) -> Result<File> {
    fs::create_dir_all(&checkout.target).map_err(|error| Failure::io("create", &checkout.target, &error))?;
    let path = checkout.target.join(".astris-build.lock");
    let file = File::create(&path).map_err(|error| Failure::io("create", &path, &error))?;
    if file.try_lock().is_err() {
        let step = Step::begin("waiting for the build of another checkout");
        file.lock().map_err(|error| Failure::io("lock", &path, &error))?;
        step.done();
    }
    Ok(file)
}

/// `current` always names a complete build, for whoever does not know the fingerprint.
fn point_current(builds: &Path, name: &str) -> Result<()> {
    let current = builds.join("current");
    if fs::read_link(&current).is_ok_and(|target| target == Path::new(name)) {
        return Ok(());
    }
    let fresh = builds.join("current.new");
    let _ = fs::remove_file(&fresh);
    symlink(name, &fresh).and_then(|()| fs::rename(&fresh, &current)).map_err(|error| Failure::io("create", &current, &error))
}

fn remove_old(builds: &Path, current: &str) {
    let mut others: Vec<_> = builds
        .read_dir()
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()) && entry.file_name() != *current)
        .map(|entry| (entry.metadata().and_then(|metadata| metadata.modified()).ok(), entry.path()))
        .collect();
    others.sort();
    let surplus = others.len().saturating_sub(KEPT - 1);
    for (_, folder) in others.into_iter().take(surplus) {
        let _ = fs::remove_dir_all(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn keeps_the_current_build_and_two_more() {
        let scratch = Scratch::create("builds").unwrap();
        for name in ["a", "b", "c", "d", "now"] {
            fs::create_dir(scratch.path().join(name)).unwrap();
        }
        point_current(scratch.path(), "now").unwrap();
        remove_old(scratch.path(), "now");
        let left = scratch.path().read_dir().unwrap().flatten().filter(|entry| entry.path().is_dir()).count();
        // Three builds, and `current` that leads to one of them.
        assert_eq!(left, KEPT + 1);
        assert!(scratch.path().join("current").is_dir());
    }
}
