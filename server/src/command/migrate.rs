use super::CommandError;
use crate::{
    config::{Config, Source},
    logging, schema,
};

/// Brings the tables up to date.
pub(super) async fn migrate(source: &Source) -> Result<(), CommandError> {
    let (database, log) = Config::load_database(source)?;
    logging::start(&log);
    let applied = schema::migrate(&database).await?;
    if applied.is_empty() {
        println!("The tables are up to date.");
    }
    for name in applied {
        println!("Applied {name}.");
    }
    Ok(())
}
