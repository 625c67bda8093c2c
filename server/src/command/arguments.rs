use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::{CommandError, audit, check, import_payments, migrate, reindex, seed, seed_large, serve, ship, staff};
use crate::config::Source;

/// Astris, a shop. Settings come from the environment and from astris.toml; see .env.example.
#[derive(Debug, Parser)]
#[command(name = "astris", version)]
pub struct Astris {
    #[command(subcommand)]
    command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Answer requests and do the background work until told to stop (Ctrl-C, SIGTERM)
    Serve,
    /// Bring the database's tables up to date; safe to repeat and to run on several nodes at once
    Migrate,
    /// Load the demo catalogue with its pictures; safe to repeat
    Seed {
        /// The folder with catalogue.json and pictures
        #[arg(long, default_value = "demo")]
        demo: PathBuf,
        /// Make 20,000 products and 100,000 orders to measure with, instead; takes some minutes, and never in production
        #[arg(long)]
        large: bool,
    },
    /// Hand what is left of a paid order to the carrier, and tell the buyer
    Ship(ship::Ship),
    /// Record the payments of a bank's notification (camt.054); safe to repeat with the same file
    ImportPayments {
        /// The file from the bank
        file: PathBuf,
    },
    /// Say who works in the shop
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Write anew what products are searched by, after the catalogue was written past the database's triggers; safe to repeat
    Reindex,
    /// Check all invariants over the live database and print what is off; changes nothing
    Audit,
    /// Validate the configuration and say everything that is wrong with it, and what of the database is, if that answers
    Check,
}

/// Does what was asked.
///
/// # Errors
/// Whatever keeps the command from being done, in words for the operator.
pub async fn run(arguments: Astris) -> Result<(), CommandError> {
    let source = Source::of_process()?;
    match arguments.command {
        Command::Serve => serve::serve(&source).await,
        Command::Migrate => migrate::migrate(&source).await,
        Command::Seed { large: true, .. } => seed_large::seed_large(&source).await,
        Command::Seed { demo, .. } => seed::seed(&source, &demo).await,
        Command::Ship(arguments) => ship::ship(&source, arguments).await,
        Command::ImportPayments { file } => import_payments::import_payments(&source, &file).await,
        Command::Staff(command) => staff::staff(&source, command).await,
        Command::Reindex => reindex::reindex(&source).await,
        Command::Audit => audit::audit(&source).await,
        Command::Check => check::check(&source).await,
    }
}
