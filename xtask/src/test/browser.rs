//! Browser tests against the optimised build.

use std::path::Path;
use std::process::Command;

use crate::build;
use crate::checkout::Checkout;
use crate::failure::Result;
use crate::program;
use crate::settings::Settings;
use crate::setup;
use crate::shop::{self, Shop};
use crate::step::Step;
use crate::test::counts::Counts;
use crate::toolbox::Toolbox;

/// Builds, starts a shop with a database of its own, and lets Playwright use it.
pub fn run(checkout: &Checkout, toolbox: &Toolbox, settings: &Settings, filter: Option<&str>) -> Result<Counts> {
    let chromium = setup::chromium::ensure(checkout, settings, toolbox)?;
    let artefacts = build::optimised(checkout, toolbox)?;
    let shop = shop::throwaway(checkout, &artefacts, "browser-tests")?;
    let step = Step::begin("browser tests");
    let mut command = playwright(checkout, toolbox, &shop, &chromium);
    command.arg("--reporter=list");
    if let Some(name) = filter {
        command.args(["--grep", name, "--pass-with-no-tests"]);
    }
    let outcome = program::watch(&mut command, &step, &checkout.log("playwright"))?;
    let counts = Counts::of_playwright(&outcome.output).with_exit(outcome.status.success());
    if counts.failed > 0 {
        program::show(&outcome.output);
        drop(step);
    } else {
        step.done_with(&format!("{} passed", counts.passed));
    }
    shop.stop();
    Ok(counts)
}

/// `playwright test` in `end2end/`, told where the shop, its program, its sandbox and the browser are.
pub fn playwright(checkout: &Checkout, toolbox: &Toolbox, shop: &Shop, chromium: &Path) -> Command {
    let mut command = toolbox.command("playwright");
    shop.lend_program(&mut command);
    command
        .current_dir(checkout.root.join("end2end"))
        .arg("test")
        .env("ASTRIS_E2E_BASE_URL", shop.base_url())
        .env("ASTRIS_CHROMIUM", chromium)
        .env("CI", "1")
        .env("FORCE_COLOR", "0");
    if let Some(sandbox) = shop.sandbox_url() {
        command.env("ASTRIS_E2E_SANDBOX_URL", sandbox);
    }
    command
}
