use services::{sample::NotMade, shop::Shop};

use super::{CommandError, error::with_causes};
use crate::{
    assemble::ready,
    config::{Config, Source},
    logging, pool, schema,
};

/// Makes the large shop of `astris seed --large`; never in production.
pub(super) async fn seed_large(source: &Source) -> Result<(), CommandError> {
    let config = Config::load(source)?;
    logging::start(&config.log);
    if config.production {
        return Err(CommandError::NoSample("this is production"));
    }
    let pool = pool::connect(&config.database).await?;
    schema::check(&pool).await?;
    let shop = ready(&config, pool).await?;
    let outcome = make(&shop).await;
    shop.pool.close().await;
    outcome
}

async fn make(shop: &Shop) -> Result<(), CommandError> {
    match services::sample::make(shop).await.map_err(|error| CommandError::Seed(with_causes(&error)))? {
        Ok(made) => println!("Made: {} products and {} orders.", made.products, made.orders),
        Err(NotMade::Already) => return Err(CommandError::NoSample("it is there already")),
        Err(NotMade::NoCategory) => return Err(CommandError::NoSample("there is no catalogue: load the demo with `astris seed` first")),
    }
    Ok(())
}
