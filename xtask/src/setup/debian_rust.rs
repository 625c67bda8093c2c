//! Rust from Debian's packages, for machines that do not reach rustup's servers.
//!
//! Debian ships no standard library for the browser, but its source: it is compiled once and put where the compiler
//! looks for it. The toolchain is then used by this program's children only; other projects on the machine keep theirs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::program;
use crate::scratch::Scratch;
use crate::setup::apt;
use crate::setup::wasm_target::{TARGET, holds_target};
use crate::step::Step;
use crate::toolbox::Toolbox;

const PACKAGES: [&str; 6] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rustfmt-web", "rust-web-clippy"];
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
/// The name under which rustup knows it.
const LINKED: &str = "debian";

/// Whether everything below was done on an earlier start.
pub fn is_ready(toolbox: &Toolbox) -> bool {
    has_target() && (!toolbox.has("rustup") || is_linked(toolbox))
}

/// Installs, completes and selects Debian's Rust.
pub fn ensure(checkout: &Checkout, toolbox: &mut Toolbox) -> Result<()> {
    if !has_target() {
        if !has_source() {
            apt::install(checkout, &PACKAGES, "Rust with the browser target")?;
        }
        ensure_linker(checkout)?;
        compile_target(checkout)?;
    }
    refuse_old(checkout)?;
    select(checkout, toolbox)
}

fn sysroot() -> Option<String> {
    program::ask(Command::new(RUSTC).args(["--print", "sysroot"]))
}

fn has_target() -> bool {
    sysroot().is_some_and(|sysroot| holds_target(&sysroot))
}

fn has_source() -> bool {
    sysroot().is_some_and(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library").exists())
}

/// `rust-lld` comes from the LLVM that the compiler was built with.
fn ensure_linker(checkout: &Checkout) -> Result<()> {
    let described = program::ask(Command::new(RUSTC).arg("-vV")).unwrap_or_default();
    let version =
        llvm_version(&described).ok_or_else(|| Failure::new("/usr/bin/rustc does not tell its LLVM version: reinstall rustc-web."))?;
    if Path::new(&format!("/usr/bin/lld-{version}")).exists() {
        return Ok(());
    }
    apt::install(checkout, &[&format!("lld-{version}")], "The linker for the browser target")
}

fn llvm_version(described: &str) -> Option<&str> {
    described.lines().find_map(|line| line.strip_prefix("LLVM version: "))?.split('.').next()
}

/// Compiles the standard library and copies it into the compiler's folder.
fn compile_target(checkout: &Checkout) -> Result<()> {
    let step = Step::begin(format!("compiling Rust's standard library for {TARGET}"));
    let scratch = Scratch::create("std")?;
    let folder = scratch.path();
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| Failure::io("write", &path, &error))
    };
    write("Cargo.toml", "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[lib]\npath = \"empty.rs\"\n")?;
    write("empty.rs", "")?;
    let mut command = Toolbox::new(checkout).command(CARGO);
    command
        .current_dir(folder)
        .env("RUSTC", RUSTC)
        // `-Zbuild-std` is behind this switch in a stable compiler.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort"]);
    let what = "Compiling Rust's standard library";
    program::watch_ok(&mut command, &step, &checkout.log("build-std"), what)?;
    install(&folder.join("target").join(TARGET).join("release/deps"))?;
    step.done();
    Ok(())
}

fn install(built: &Path) -> Result<()> {
    let sysroot = sysroot().ok_or_else(|| Failure::new("/usr/bin/rustc does not run: reinstall rustc-web."))?;
    let library = PathBuf::from(sysroot).join("lib/rustlib").join(TARGET).join("lib");
    // Copied beside its place and renamed, so that an interrupted copy is never taken for a complete one.
    let script = r#"set -e
rm -rf "$2.new"; mkdir -p "$2.new"
for file in "$1"/*.rlib; do case "$file" in */libempty-*) ;; *) cp "$file" "$2.new/" ;; esac; done
rm -rf "$2"; mv "$2.new" "$2""#;
    let mut command = if apt::is_root() { Command::new("sh") } else { sudo_shell() };
    let copied = command.args(["-c", script, "sh"]).arg(built).arg(&library).status();
    if copied.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    Err(Failure::new(format!("Could not write {}: run the command as root or as a user with sudo.", library.display())))
}

fn sudo_shell() -> Command {
    let mut command = Command::new("sudo");
    command.arg("sh");
    command
}

fn refuse_old(checkout: &Checkout) -> Result<()> {
    let manifest = checkout.root.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|error| Failure::io("read", &manifest, &error))?;
    let wanted = minimum(&text).unwrap_or((0, 0));
    let found = program::ask(Command::new(RUSTC).arg("--version")).and_then(|text| version(text.split(' ').nth(1)?)).unwrap_or((0, 0));
    if found >= wanted {
        return Ok(());
    }
    Err(Failure::new(format!(
        "Debian's Rust here is {}.{}, and {}.{} is needed: bring rustup's servers into reach or take a newer Debian.",
        found.0, found.1, wanted.0, wanted.1
    )))
}

fn minimum(manifest: &str) -> Option<(u32, u32)> {
    let line = manifest.lines().find(|line| line.starts_with("rust-version"))?;
    version(line.split('"').nth(1)?)
}

fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

fn is_linked(toolbox: &Toolbox) -> bool {
    program::ask(toolbox.command("rustup").args(["toolchain", "list"]))
        .is_some_and(|list| list.lines().any(|line| line.split(' ').next() == Some(LINKED)))
}

fn select(checkout: &Checkout, toolbox: &mut Toolbox) -> Result<()> {
    if !toolbox.has("rustup") {
        toolbox.put_first(PathBuf::from("/usr/bin"));
        return Ok(());
    }
    if !is_linked(toolbox) {
        let step = Step::begin("telling rustup about Debian's Rust");
        let mut command = toolbox.command("rustup");
        command.args(["toolchain", "link", LINKED, "/usr"]);
        program::watch_ok(&mut command, &step, &checkout.log("rustup"), "Linking the toolchain")?;
        step.done();
    }
    toolbox.use_toolchain(LINKED);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions() {
        assert_eq!(llvm_version("rustc 1.96.0\nhost: x\nLLVM version: 22.1.2\n"), Some("22"));
        assert_eq!(minimum("[workspace.package]\nrust-version = \"1.95\"\n"), Some((1, 95)));
        assert_eq!(version("1.96.0"), Some((1, 96)));
        assert_eq!(version("none"), None);
    }
}
