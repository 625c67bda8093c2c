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
use crate::test::plan::Plan;
use crate::toolbox::Toolbox;

/// All tests come from one address, and open more accounts in a minute than people behind one address do in an hour.
const WIDE_LIMITS: [(&str, &str); 5] = [
    ("ASTRIS_LIMIT_LOG_IN_BY_BLOCK", "5000/10"),
    ("ASTRIS_LIMIT_LINK_BY_BLOCK", "5000/10"),
    ("ASTRIS_LIMIT_MAIL_BY_BLOCK", "5000/60"),
    ("ASTRIS_LIMIT_STRENGTH_BY_BLOCK", "50000/10"),
    ("ASTRIS_LIMIT_VOUCHER_BY_BLOCK", "5000/10"),
];

/// Builds, starts a shop with a database of its own, and lets Playwright use it.
pub fn run(checkout: &Checkout, toolbox: &Toolbox, settings: &Settings, plan: &Plan) -> Result<Counts> {
    let chromium = setup::chromium::ensure(checkout, settings, toolbox)?;
    let artefacts = build::optimised(checkout, toolbox)?;
    let shop = shop::throwaway(checkout, &artefacts, "browser-tests", &WIDE_LIMITS)?;
    let step = Step::begin("browser tests");
    let mut command = playwright(checkout, toolbox, &shop, &chromium);
    command.arg("--reporter=list");
    if plan.repeat > 1 {
        command.arg(format!("--repeat-each={}", plan.repeat));
    }
    if let Some(name) = &plan.filter {
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
