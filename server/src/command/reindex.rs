use super::{CommandError, error::with_causes};
use crate::{
    assemble::assemble,
    config::{Config, Source},
    logging, pool, schema,
};

/// Writes anew what products are searched by.
pub(super) async fn reindex(source: &Source) -> Result<(), CommandError> {
    let config = Config::load(source)?;
    logging::start(&config.log);
    let pool = pool::connect(&config.database).await?;
    schema::check(&pool).await?;
    let shop = assemble(&config, pool)?;
    let products = services::catalog::reindex(&shop).await;
    shop.pool.close().await;
    let products = products.map_err(|error| CommandError::Reindex(with_causes(&error)))?;
    println!("{products} products are searched by what they say now.");
    Ok(())
}
