use std::path::Path;

use super::{CommandError, error::with_causes};
use crate::{
    assemble::assemble,
    config::{Config, Source},
    logging, pool, schema,
};

/// Loads the demo catalogue.
pub(super) async fn seed(source: &Source, demo: &Path) -> Result<(), CommandError> {
    let config = Config::load(source)?;
    logging::start(&config.log);
    if !demo.join("catalogue.json").is_file() {
        return Err(CommandError::NoDemo(demo.to_owned()));
    }
    let pool = pool::connect(&config.database).await?;
    schema::check(&pool).await?;
    let shop = assemble(&config, pool)?;
    let report = services::catalog::import_demo(&shop, demo).await;
    shop.pool.close().await;
    let report = report.map_err(|error| CommandError::Seed(with_causes(&error)))?;
    println!("Loaded: {report:?}.");
    Ok(())
}
