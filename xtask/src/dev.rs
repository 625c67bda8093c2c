//! `cargo xtask dev`: a debug build that follows every change.

use std::fs;
use std::process::ExitCode;
use std::time::Duration;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::program;
use crate::run;
use crate::service::{Ending, Service};
use crate::settings::Settings;
use crate::setup;
use crate::shop::{Artefacts, Database, Providers, ShopEnvironment, prepare_database, refuse_taken, sandbox_port, start_sandbox};
use crate::step::Step;
use crate::stop;
use crate::toolbox::Toolbox;

/// cargo-leptos gives the server ten seconds of its own.
const WATCHER_ENDING: Ending = Ending { signal: "INT", patience: Duration::from_secs(20) };

pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let port = run::port(arguments)?;
    refuse_taken(port)?;
    let checkout = Checkout::find()?;
    let settings = Settings::load(&checkout)?;
    let toolbox = setup::for_building(&checkout)?;
    let artefacts = build(&checkout, &toolbox)?;
    let mut database = Database::chosen(&checkout, &settings)?;
    let providers = Providers::chosen(&settings);
    let environment = ShopEnvironment {
        database_url: database.url(),
        port,
        sandbox_port: sandbox_port(providers)?,
        providers,
        media: checkout.media(),
        site: None,
        extra: run::extra(&checkout, &settings)?,
        isolated: false,
    };
    prepare_database(&checkout, &artefacts, &environment)?;
    let mut sandbox = start_sandbox(&checkout, &artefacts, &environment)?;
    println!("\n  shop              {}", environment.base_url());
    println!("  backoffice        {}/backoffice", environment.base_url());
    if let Some(url) = environment.sandbox_url() {
        println!("  sandbox           {url}/\n  mail inbox        {url}/inbox");
    }
    println!("\n  Every change is built and reloaded. Ctrl-C stops everything.\n");
    let mut watcher = watch(&toolbox, &environment)?;
    let ended = wait(&mut watcher);
    watcher.stop();
    if let Some(sandbox) = &mut sandbox {
        sandbox.stop();
    }
    database.stop();
    ended.map(|()| ExitCode::SUCCESS)
}

/// Builds server and sandbox for debugging; the server is needed for `migrate` and `seed` before the first start.
fn build(checkout: &Checkout, toolbox: &Toolbox) -> Result<Artefacts> {
    let step = Step::begin("building the shop for debugging");
    let mut command = toolbox.command("cargo-leptos");
    command.args(["leptos", "build", "--split"]).args(["--bin-cargo-args=--package=sandbox", "--bin-cargo-args=--bin=astris-sandbox"]);
    program::watch_ok(&mut command, &step, &checkout.log("dev"), "The build")?;
    let folder = checkout.private().join("dev");
    fs::create_dir_all(&folder).map_err(|error| Failure::io("create", &folder, &error))?;
    for name in ["astris", "astris-sandbox"] {
        // A copy: the watcher replaces the originals while these run.
        let copy = folder.join(name);
        let _ = fs::remove_file(&copy);
        fs::copy(checkout.target.join("debug").join(name), &copy).map_err(|error| Failure::io("write", &copy, &error))?;
    }
    step.done();
    Ok(Artefacts { folder })
}

fn watch(toolbox: &Toolbox, environment: &ShopEnvironment) -> Result<Service> {
    let mut command = toolbox.command("cargo-leptos");
    command
        .args(["leptos", "watch", "--split"])
        .args(["--bin-cargo-args=--package=sandbox", "--bin-cargo-args=--bin=astris-sandbox"])
        .args(["--", "serve"]);
    environment.apply(&mut command);
    command
        // While developing, SQL is checked against the private database instead of the committed descriptions.
        .env_remove("SQLX_OFFLINE")
        .env("CARGO_TERM_COLOR", "auto")
        .env("LEPTOS_SITE_ADDR", format!("127.0.0.1:{}", environment.port));
    Service::start("cargo-leptos", command, WATCHER_ENDING, None)
}

fn wait(watcher: &mut Service) -> Result<()> {
    while !stop::requested() {
        watcher.ensure_running()?;
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}
