use std::path::Path;

use services::{
    orders::Actor,
    payments::{self, prepayment::ImportReport},
};

use super::{CommandError, error::with_causes};
use crate::{
    assemble::ready,
    config::{Config, Source},
    logging, pool, schema,
};

/// Records the credits of a bank's notification and says what became of each.
pub(super) async fn import_payments(source: &Source, file: &Path) -> Result<(), CommandError> {
    let config = Config::load(source)?;
    logging::start(&config.log);
    let bytes = tokio::fs::read(file).await.map_err(|error| CommandError::Import(format!("{}: {error}", file.display())))?;
    let pool = pool::connect(&config.database).await?;
    schema::check(&pool).await?;
    let shop = ready(&config, pool).await?;
    let report = payments::import_camt(&shop, Actor::Operator, &bytes).await;
    let due = payments::prepayment::due_back(&shop, Actor::Operator).await;
    shop.pool.close().await;
    let unreadable = |error: services::error::Error| CommandError::Import(with_causes(&error));
    print(&report.map_err(unreadable)?);
    for back in due.map_err(unreadable)? {
        println!(
            "To be sent back by hand: {} {}.{:02}, which came with {}",
            back.currency,
            back.amount / 100,
            back.amount % 100,
            back.reference
        );
    }
    Ok(())
}

fn print(report: &ImportReport) {
    for entry in &report.entries {
        let reference = if entry.reference.is_empty() { "no reference" } else { &entry.reference };
        let again = if entry.known { " (recorded before)" } else { "" };
        let (whole, rest) = (entry.amount / 100, entry.amount % 100);
        println!("{}  {} {whole}.{rest:02}  {reference}  {}{again}", entry.booked_on, entry.currency, entry.outcome.code());
    }
    let paid = report.entries.iter().filter(|entry| entry.outcome == payments::prepayment::TransferOutcome::Paid).count();
    let known = report.entries.iter().filter(|entry| entry.known).count();
    let credits = report.entries.len();
    println!("{credits} credits: {paid} pay their orders, {} need a person; {known} were recorded before.", credits - paid);
    if report.skipped > 0 {
        println!("{} other entries of the file were left out.", report.skipped);
    }
}
