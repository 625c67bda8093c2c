//! Programs that cargo installs, by version, outside of the checkout.

use std::fs;
use std::process;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::program;
use crate::step::Step;
use crate::toolbox::{Toolbox, is_program};

/// A program from crates.io.
struct Tool<'a> {
    /// The package.
    name: &'a str,
    /// What it installs and we look for.
    program: &'a str,
    version: &'a str,
    /// Further words for `cargo install`.
    arguments: &'a [&'a str],
    /// These are installed once and run briefly: compiling them fast matters more than their speed, except for
    /// wasm-bindgen, which chews on megabytes.
    opt_level: &'a str,
}

/// cargo-leptos, and wasm-bindgen in exactly the version that the site is linked with.
pub fn ensure_build_tools(checkout: &Checkout, toolbox: &mut Toolbox) -> Result<()> {
    let bindgen = locked_version(checkout, "wasm-bindgen")?;
    let tools = [
        Tool {
            name: "cargo-leptos",
            program: "cargo-leptos",
            version: "0.3.11",
            // `no_downloads` makes a missing helper an error instead of a download from somewhere. One locked
            // dependency (cargo-util-schemas) claims a newer compiler than it needs, hence the ignored claim.
            arguments: &["--locked", "--ignore-rust-version", "--features", "no_downloads"],
            opt_level: "0",
        },
        Tool {
            name: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: &bindgen,
            // Not `--locked`: the packaged lock file may name a version that was yanked since.
            arguments: &[],
            opt_level: "1",
        },
    ];
    for tool in tools {
        ensure(checkout, toolbox, &tool)?;
    }
    Ok(())
}

/// cargo-deny, for the checks of licences, bans and sources.
pub fn ensure_deny(checkout: &Checkout, toolbox: &mut Toolbox) -> Result<()> {
    let tool = Tool { name: "cargo-deny", program: "cargo-deny", version: "0.20.2", arguments: &["--locked"], opt_level: "0" };
    ensure(checkout, toolbox, &tool)
}

fn ensure(checkout: &Checkout, toolbox: &mut Toolbox, tool: &Tool<'_>) -> Result<()> {
    let home = checkout.tool(tool.name, tool.version);
    if !is_program(&home.join("bin").join(tool.program)) {
        install(checkout, toolbox, tool)?;
    }
    toolbox.put_first(home.join("bin"));
    Ok(())
}

/// Installs beside the final place and renames, so that an interrupted installation leaves no half tool behind.
fn install(checkout: &Checkout, toolbox: &Toolbox, tool: &Tool<'_>) -> Result<()> {
    let Tool { name, version, .. } = tool;
    let step = Step::begin(format!("compiling {name} {version} (once per machine)"));
    let home = checkout.tool(name, version);
    let fresh = home.with_extension(format!("{}.new", process::id()));
    let mut command = toolbox.cargo();
    command
        .args(["install", name, "--version", version, "--root"])
        .arg(&fresh)
        .args(tool.arguments)
        .env_remove("SQLX_OFFLINE")
        // A target folder of its own, which cargo removes: the flags below fit nothing else.
        .env_remove("CARGO_TARGET_DIR")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.opt_level)
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
    let installed = program::watch_ok(&mut command, &step, &checkout.log(name), &format!("Compiling {name}"));
    if let Err(failure) = installed {
        let _ = fs::remove_dir_all(&fresh);
        return Err(failure);
    }
    let _ = fs::remove_dir_all(&home);
    fs::rename(&fresh, &home).map_err(|error| Failure::io("create", &home, &error))?;
    step.done();
    Ok(())
}

fn locked_version(checkout: &Checkout, package: &str) -> Result<String> {
    let path = checkout.root.join("Cargo.lock");
    let text = fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
    find_version(&text, package)
        .map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("Cargo.lock names no {package}: run `cargo generate-lockfile`.")))
}

fn find_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let mut lines = lock.lines();
    let name = format!("name = \"{package}\"");
    lines.find(|line| *line == name)?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::find_version;

    #[test]
    fn reads_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-backend\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(find_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(find_version(lock, "leptos"), None);
    }
}
