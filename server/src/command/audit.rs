use super::{CommandError, error::with_causes};
use crate::{
    assemble::ready,
    config::{Config, Source},
    logging, pool, schema,
};

/// Checks all invariants over the live database and prints what is off; changes nothing.
pub(super) async fn audit(source: &Source) -> Result<(), CommandError> {
    let config = Config::load(source)?;
    logging::start(&config.log);
    let pool = pool::connect(&config.database).await?;
    schema::check(&pool).await?;
    let shop = ready(&config, pool).await?;
    let report = services::audit::run(&shop).await;
    shop.pool.close().await;
    let report = report.map_err(|error| CommandError::Audit(with_causes(&error)))?;
    print!("{report}");
    match report.findings() {
        0 => Ok(()),
        findings => Err(CommandError::BooksDisagree(findings)),
    }
}
