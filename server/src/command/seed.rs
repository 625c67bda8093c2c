use std::path::Path;

use services::shop::Shop;

use super::{CommandError, error::with_causes};
use crate::{
    assemble::ready,
    config::{Config, Source},
    logging, pool, schema,
};

/// Loads the demo: its catalogue and, outside of production, its vouchers and gift cards.
pub(super) async fn seed(source: &Source, demo: &Path) -> Result<(), CommandError> {
    let config = Config::load(source)?;
    logging::start(&config.log);
    if !demo.join("catalogue.json").is_file() {
        return Err(CommandError::NoDemo(demo.to_owned()));
    }
    let pool = pool::connect(&config.database).await?;
    schema::check(&pool).await?;
    let shop = ready(&config, pool).await?;
    let outcome = load(&shop, demo, config.production).await;
    shop.pool.close().await;
    outcome.map_err(|error| CommandError::Seed(with_causes(&error)))
}

/// Everybody can read the demo's codes, so in production there are none: a gift card is money.
async fn load(shop: &Shop, demo: &Path, production: bool) -> services::error::Result<()> {
    let report = services::catalog::import_demo(shop, demo).await?;
    println!("Loaded: {report:?}.");
    if !production {
        let report = services::orders::codes::import_demo(shop, demo).await?;
        println!("Loaded: {report:?}.");
    }
    Ok(())
}
