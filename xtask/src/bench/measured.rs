//! A shop to be measured, on a PostgreSQL that puts every commit on the disk, and programs that load it (`crates/testkit/examples`).

use std::process::Command;

use crate::build;
use crate::checkout::Checkout;
use crate::failure::Result;
use crate::loopback;
use crate::postgres;
use crate::program;
use crate::setup;
use crate::shop::{Database, Options, Providers, Shop};
use crate::step::Step;
use crate::toolbox::Toolbox;

const DATABASE: &str = "astris";

/// A shop that runs, and the program that loads it.
pub struct Measured {
    checkout: Checkout,
    toolbox: Toolbox,
    shop: Shop,
    /// The load program's name.
    load: &'static str,
    /// Names the logs.
    purpose: &'static str,
    /// The shop's database, and the cluster's own, beside which tests make theirs.
    database: String,
    tests: String,
}

impl Measured {
    /// Builds shop and load program, and starts the shop with settings that the measurement needs. What the background task does is no part of it.
    pub fn start(load: &'static str, purpose: &'static str, settings: &[(&str, &str)]) -> Result<Self> {
        let checkout = Checkout::find()?;
        let toolbox = setup::for_building(&checkout)?;
        let artefacts = build::optimised(&checkout, &toolbox)?;
        build_load(&checkout, &toolbox, load)?;
        let cluster = postgres::start_measured(&checkout, purpose)?;
        cluster.ensure_database(DATABASE)?;
        let (tests, database) = (cluster.url("postgres"), cluster.url(DATABASE));
        let every = [("ASTRIS_WORKER", "off"), ("ASTRIS_LOG", "warn")];
        let options = Options {
            port: loopback::free_port(None)?,
            providers: Providers::SANDBOX,
            media: checkout.cache.join("media"),
            extra: every.iter().chain(settings).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            isolated: true,
            log: Some(purpose),
        };
        let shop = Shop::start(&checkout, &artefacts, Database::Cluster(cluster), options)?;
        Ok(Self { checkout, toolbox, shop, load, purpose, database, tests })
    }

    pub const fn checkout(&self) -> &Checkout {
        &self.checkout
    }

    /// Loads the shop, stops it, and prints what the load program has seen. `tell` says what else it has to know.
    pub fn load(self, what: &str, tell: impl FnOnce(&mut Command)) -> Result<()> {
        let step = Step::begin(what);
        let program = self.checkout.target.join("release/examples").join(self.load);
        let mut load = self.toolbox.command(program);
        load.env("ASTRIS_BENCH_URL", self.shop.address())
            .env("ASTRIS_BENCH_DATABASE", &self.database)
            .env("ASTRIS_BENCH_LOG", postgres::throwaway_log(&self.checkout, self.purpose))
            .env("TEST_DATABASE_URL", &self.tests);
        tell(&mut load);
        let report = program::watch_ok(&mut load, &step, &self.checkout.log("bench-load"), "The measurement")?;
        step.done();
        self.shop.stop();
        println!("{report}");
        Ok(())
    }
}

fn build_load(checkout: &Checkout, toolbox: &Toolbox, load: &str) -> Result<()> {
    let step = Step::begin("building the load, optimised");
    let mut command = toolbox.cargo();
    // Together with a program that is built already: alone, more of what lies below would be built anew, with other features. Not with the server,
    // whose tests ask for failpoints: an example brings the features of all tests along, and an optimised build refuses them.
    command.args(["build", "--release", "--package=sandbox", "--bin=astris-sandbox", "--package=testkit", "--example", load]);
    program::watch_ok(&mut command, &step, &checkout.log("build-load"), "The build")?;
    step.done();
    Ok(())
}
