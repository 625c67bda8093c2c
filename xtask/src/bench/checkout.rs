//! Orders per second, on a PostgreSQL that puts every commit on the disk. The load itself is `crates/testkit/examples/checkout`.

use std::process::ExitCode;

use crate::build;
use crate::checkout::Checkout;
use crate::failure::Result;
use crate::loopback;
use crate::postgres;
use crate::program;
use crate::setup;
use crate::setup::postgres_programs;
use crate::shop::{Database, Options, Providers, Shop};
use crate::step::Step;
use crate::toolbox::Toolbox;

const PURPOSE: &str = "bench-checkout";
/// The server's connections: as many as there are buyers at once.
const CONNECTIONS: &str = "32";
const DATABASE: &str = "astris";

pub fn run() -> Result<ExitCode> {
    let checkout = Checkout::find()?;
    let toolbox = setup::for_building(&checkout)?;
    let artefacts = build::optimised(&checkout, &toolbox)?;
    build_load(&checkout, &toolbox)?;
    let pgbench = postgres_programs::ensure(&checkout, None)?.path("pgbench");
    let cluster = postgres::start_measured(&checkout, PURPOSE)?;
    cluster.ensure_database(DATABASE)?;
    let (tests, database) = (cluster.url("postgres"), cluster.url(DATABASE));
    let options = Options {
        port: loopback::free_port(None)?,
        providers: Providers::SANDBOX,
        media: checkout.cache.join("media"),
        // What the background task does is no part of a checkout.
        extra: [("ASTRIS_WORKER", "off"), ("ASTRIS_DATABASE_CONNECTIONS", CONNECTIONS), ("ASTRIS_LOG", "warn")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
        isolated: true,
        log: Some(PURPOSE),
    };
    let shop = Shop::start(&checkout, &artefacts, Database::Cluster(cluster), options)?;

    let step = Step::begin("measuring checkouts, about a minute");
    let mut load = toolbox.command(&checkout.target.join("release/examples/checkout").to_string_lossy());
    load.env("ASTRIS_BENCH_URL", shop.address())
        .env("ASTRIS_BENCH_DATABASE", database)
        .env("ASTRIS_BENCH_LOG", postgres::throwaway_log(&checkout, PURPOSE))
        .env("ASTRIS_BENCH_PGBENCH", pgbench)
        .env("TEST_DATABASE_URL", tests);
    let report = program::watch_ok(&mut load, &step, &checkout.log("bench-load"), "The measurement")?;
    step.done();
    shop.stop();
    println!("{report}");
    Ok(ExitCode::SUCCESS)
}

fn build_load(checkout: &Checkout, toolbox: &Toolbox) -> Result<()> {
    let step = Step::begin("building the load, optimised");
    let mut command = toolbox.cargo();
    // Together with a program that is built already: alone, more of what lies below would be built anew, with other features. Not with the server,
    // whose tests ask for failpoints: an example brings the features of all tests along, and an optimised build refuses them.
    command.args(["build", "--release", "--package=sandbox", "--bin=astris-sandbox", "--package=testkit", "--example=checkout"]);
    program::watch_ok(&mut command, &step, &checkout.log("build-load"), "The build")?;
    step.done();
    Ok(())
}
