//! Tailwind, wasm-opt, Playwright and the fonts: npm packages in `node_modules/`, exactly as package-lock.json says.

use std::fs;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::fingerprint;
use crate::program;
use crate::step::Step;
use crate::toolbox::Toolbox;

/// The oldest Node.js that the tools run on.
const NODE: u32 = 20;

/// Runs `npm ci` unless `node_modules/` already holds what the lock file says.
pub fn ensure(checkout: &Checkout, toolbox: &Toolbox) -> Result<()> {
    let modules = checkout.root.join("node_modules");
    // Inside the folder it vouches for: whoever deletes the folder deletes the stamp.
    let stamp = modules.join(".astris-stamp");
    let wanted = fingerprint::of(&checkout.root, &["package.json", "package-lock.json"], &[])?;
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    refuse_old_node(toolbox)?;
    let step = Step::begin("installing the npm tools");
    let mut command = toolbox.command("npm");
    command
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        // The browser comes from the system's packages.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    program::watch_ok(&mut command, &step, &checkout.log("npm"), "`npm ci`")?;
    fs::write(&stamp, wanted).map_err(|error| Failure::io("write", &stamp, &error))?;
    step.done();
    Ok(())
}

fn refuse_old_node(toolbox: &Toolbox) -> Result<()> {
    let advice = format!("install Node.js {NODE} or newer (nodejs.org), then run the same command again");
    if !toolbox.has("npm") {
        return Err(Failure::new(format!("npm is missing: {advice}.")));
    }
    let version = program::ask(toolbox.command("node").arg("--version")).unwrap_or_default();
    match major(&version) {
        Some(found) if found >= NODE => Ok(()),
        _ => Err(Failure::new(format!("Node.js here is {version:?}: {advice}."))),
    }
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn reads_the_version() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major(""), None);
    }
}
