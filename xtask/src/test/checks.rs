//! The checks without tests of their own: each counts as one.

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::program;
use crate::setup::wasm_target::TARGET;
use crate::step::Step;
use crate::test::graph;
use crate::toolbox::Toolbox;

/// Runs cargo with `arguments`; its failure is shown and told.
pub fn cargo(checkout: &Checkout, toolbox: &Toolbox, name: &'static str, arguments: &[&str]) -> Result<()> {
    let step = Step::begin(name);
    let log = checkout.log(&name.replace(' ', "-"));
    program::watch_ok(toolbox.cargo().args(arguments), &step, &log, name)?;
    step.done();
    Ok(())
}

/// The arguments for formatting.
pub const FMT: &[&str] = &["fmt", "--all", "--check", "--", "--color", "never"];
/// Clippy over what runs on the server.
pub const CLIPPY: &[&str] = &["clippy", "--all-targets", "--", "-D", "warnings"];
/// Clippy over what runs in the browser.
pub const CLIPPY_BROWSER: &[&str] = &["clippy", "--package", "frontend", "--target", TARGET, "--", "-D", "warnings"];
/// Licences, bans and sources; advisories would need the network.
pub const DENY: &[&str] = &["deny", "check", "bans", "licenses", "sources"];

/// Fails if the program that is built for use would have the tests' failpoints.
pub fn no_failpoints(toolbox: &Toolbox) -> Result<()> {
    let step = Step::begin("no failpoints in the program for use");
    let mut command = toolbox.cargo();
    command.args(["tree", "--package", "server", "--edges", "normal,build", "--prefix", "none", "--format", "{p} {f}"]);
    let tree = program::ask(&mut command).ok_or_else(|| Failure::new("`cargo tree --package server` failed: run it to see why."))?;
    if !graph::has_package(&tree, "services") || graph::has_feature(&tree, "services", "failpoints") {
        return Err(Failure::new("`services` has the feature `failpoints` in `astris`: only dev-dependencies may ask for it."));
    }
    step.done();
    Ok(())
}

/// Fails if server code would reach the browser.
pub fn browser_graph(toolbox: &Toolbox) -> Result<()> {
    let step = Step::begin("dependencies of the browser side");
    let mut command = toolbox.cargo();
    command
        .args(["tree", "--package", "frontend", "--target", TARGET, "--edges", "normal,no-proc-macro"])
        .args(["--prefix", "none", "--format", "{p} {f}"]);
    let tree = program::ask(&mut command).ok_or_else(|| Failure::new("`cargo tree --package frontend` failed: run it to see why."))?;
    let offenders = graph::offenders(&tree);
    if !offenders.is_empty() {
        return Err(Failure::new(format!(
            "The browser would download server code: {}. `cargo tree --package frontend --target {TARGET} --invert NAME` shows the way in.",
            offenders.join(", ")
        )));
    }
    step.done();
    Ok(())
}
