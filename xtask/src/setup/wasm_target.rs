//! The compiler's target for the browser: from rustup, or where its servers cannot be reached, from Debian.

use std::env;
use std::path::Path;

use crate::checkout::Checkout;
use crate::failure::Result;
use crate::program;
use crate::setup::debian_rust;
use crate::step::Step;
use crate::toolbox::Toolbox;

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that `toolbox` compiles for the browser.
pub fn ensure(checkout: &Checkout, toolbox: &mut Toolbox) -> Result<()> {
    if env::var("ASTRIS_TOOLCHAIN").is_ok_and(|name| name == "debian") {
        return debian_rust::ensure(checkout, toolbox);
    }
    if has_target(toolbox) {
        return Ok(());
    }
    // Found on an earlier start to be the way on this machine.
    if debian_rust::is_ready(toolbox) {
        return debian_rust::ensure(checkout, toolbox);
    }
    if toolbox.has("rustup") {
        let step = Step::begin(format!("adding the {TARGET} target with rustup"));
        let mut command = toolbox.command("rustup");
        command.args(["target", "add", TARGET]);
        let outcome = program::watch(&mut command, &step, &checkout.log("rustup"))?;
        if outcome.status.success() && has_target(toolbox) {
            step.done();
            return Ok(());
        }
        step.done_with("rustup cannot get it here; taking Debian's Rust instead");
    }
    debian_rust::ensure(checkout, toolbox)
}

fn has_target(toolbox: &Toolbox) -> bool {
    program::ask(toolbox.command("rustc").args(["--print", "sysroot"])).is_some_and(|sysroot| holds_target(&sysroot))
}

/// Whether the compiler at `sysroot` has the target's standard library.
pub fn holds_target(sysroot: &str) -> bool {
    let library = Path::new(sysroot).join("lib/rustlib").join(TARGET).join("lib");
    library.read_dir().is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
}
