use std::path::PathBuf;

use crate::{
    assemble::AssembleError,
    config::{Faults, SourceError},
    pool::ConnectError,
    schema::SchemaError,
    start::StartError,
};

/// Why a command was not done. Every text ends with the next step.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The configuration's file cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The configuration is unsound.
    #[error(transparent)]
    Configuration(#[from] Faults),
    /// The database cannot be reached.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// The database's tables are not as this version needs them.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The shop's parts could not be made.
    #[error(transparent)]
    Assemble(#[from] AssembleError),
    /// The server did not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The demo's folder is not what it should be.
    #[error("{} holds no catalogue.json. Name the folder with --demo.", .0.display())]
    NoDemo(PathBuf),
    /// The demo was not loaded.
    #[error("the demo was not loaded: {0}. What was loaded before stays; run `astris seed` again once that is mended.")]
    Seed(String),
    /// The large shop was not made.
    #[error("the large shop was not made: {0}. Nothing was changed.")]
    NoSample(&'static str),
    /// A parcel was not handed over.
    #[error("order {order} was not sent: {cause}. Check its number and its state; nothing was changed.")]
    Ship {
        /// The order's number.
        order: String,
        /// Why not.
        cause: String,
    },
    /// The bank's file was not imported.
    #[error("the payments were not imported: {0}. What was recorded before stays; import the file again once that is mended.")]
    Import(String),
    /// What was asked about staff was not done.
    #[error("that was not done: {0}. Check the address and that the database answers; nothing was changed.")]
    Staff(String),
    /// What products are searched by was not written anew.
    #[error("the search was not written anew: {0}. Nothing was changed; run `astris reindex` again once that is mended.")]
    Reindex(String),
    /// The audit could not look at everything.
    #[error("the audit did not finish: {0}. Nothing was changed.")]
    Audit(String),
    /// The audit has found something.
    #[error("the books do not agree in {0} places, listed above. Nothing was changed.")]
    BooksDisagree(usize),
    /// The process cannot listen to signals.
    #[error("signals cannot be listened to: {0}. Start the program in an environment that allows signal handlers.")]
    Signals(#[source] std::io::Error),
}

/// An error with all its causes on one line: operators see no chain otherwise.
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
