//! `cargo xtask seed --large`: the shop of `cargo xtask run` with 20,000 products and 100,000 orders, to see how fast its screens are.

use std::process::ExitCode;

use crate::build;
use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::run::extra;
use crate::settings::Settings;
use crate::setup;
use crate::shop::{Database, Providers, ShopEnvironment, prepare_database, sandbox_port, seed_large};

pub fn run(arguments: &[String]) -> Result<ExitCode> {
    if arguments != ["--large"] {
        return Err(Failure::new("`seed` needs to be told `--large`: `run` loads the demo by itself."));
    }
    let checkout = Checkout::find()?;
    let settings = Settings::load(&checkout)?;
    let toolbox = setup::for_building(&checkout)?;
    let artefacts = build::optimised(&checkout, &toolbox)?;
    let providers = Providers::chosen(&settings);
    let mut database = Database::chosen(&checkout, &settings)?;
    let environment = ShopEnvironment {
        database_url: database.url(),
        port: 3000,
        sandbox_port: sandbox_port(providers)?,
        providers,
        media: checkout.media(),
        site: Some(artefacts.site()),
        extra: extra(&checkout, &settings)?,
        isolated: false,
    };
    let made = prepare_database(&checkout, &artefacts, &environment).and_then(|()| seed_large(&checkout, &artefacts, &environment));
    database.stop();
    made.map(|()| ExitCode::SUCCESS)
}
