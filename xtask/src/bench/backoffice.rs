//! How soon the staff's screens can be used over 100,000 orders and 20,000 products, and what an import of 50,000 rows takes. The measuring itself is
//! done by a browser (`end2end/bench`).

use std::fs;
use std::process::ExitCode;

use crate::build;
use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::loopback;
use crate::program;
use crate::settings::Settings;
use crate::setup;
use crate::shop::{Database, Options, Providers, Shop};
use crate::step::Step;
use crate::test::browser::playwright;

const PURPOSE: &str = "bench-backoffice";

pub fn run() -> Result<ExitCode> {
    let checkout = Checkout::find()?;
    let settings = Settings::load(&checkout)?;
    let toolbox = setup::for_building(&checkout)?;
    let chromium = setup::chromium::ensure(&checkout, &settings, &toolbox)?;
    let artefacts = build::optimised(&checkout, &toolbox)?;
    let options = Options {
        port: loopback::free_port(None)?,
        providers: Providers::SANDBOX,
        media: checkout.cache.join("media"),
        extra: vec![("ASTRIS_LOG".to_owned(), "warn".to_owned())],
        isolated: true,
        log: Some(PURPOSE),
    };
    let cluster = Database::measured(&checkout, PURPOSE)?;
    let shop = Shop::start(&checkout, &artefacts, cluster, options)?;
    shop.make_large(&checkout, &artefacts)?;
    let report = checkout.log("bench-report");
    fs::write(&report, "").map_err(|error| Failure::io("write", &report, &error))?;
    let step = Step::begin("measuring screens and an import, some minutes");
    let mut command = playwright(&checkout, &toolbox, &shop, &chromium);
    command
        .args(["--config", "bench.config.ts"])
        .env("ASTRIS_BENCH_REPORT", &report)
        .env("ASTRIS_BENCH_SERVER", shop.process().to_string());
    program::watch_ok(&mut command, &step, &checkout.log("playwright-bench"), "The measurement")?;
    step.done();
    shop.stop();
    let figures = fs::read_to_string(&report).map_err(|error| Failure::io("read", &report, &error))?;
    println!("{figures}");
    Ok(ExitCode::SUCCESS)
}
