//! `cargo xtask screenshots`: the pictures of the README, from the running shop.

use std::process::ExitCode;

use crate::build;
use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::program;
use crate::settings::Settings;
use crate::setup;
use crate::shop;
use crate::step::Step;
use crate::test::browser::playwright;

pub fn run(arguments: &[String]) -> Result<ExitCode> {
    if !arguments.is_empty() {
        return Err(Failure::new("`screenshots` takes no further words."));
    }
    let checkout = Checkout::find()?;
    let settings = Settings::load(&checkout)?;
    let toolbox = setup::for_building(&checkout)?;
    let chromium = setup::chromium::ensure(&checkout, &settings, &toolbox)?;
    let artefacts = build::optimised(&checkout, &toolbox)?;
    let shop = shop::throwaway(&checkout, &artefacts, "screenshots", &[])?;
    let step = Step::begin("taking screenshots");
    let mut command = playwright(&checkout, &toolbox, &shop, &chromium);
    command.args(["--config", "screenshots.config.ts"]);
    let log = checkout.log("playwright-screenshots");
    program::watch_ok(&mut command, &step, &log, "Taking screenshots")?;
    step.done_with("docs/screenshots/");
    shop.stop();
    Ok(ExitCode::SUCCESS)
}
