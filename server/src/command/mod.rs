//! What the program can be told to do.

mod arguments;
mod audit;
mod check;
mod error;
mod import_payments;
mod migrate;
mod reindex;
mod seed;
mod seed_large;
mod serve;
mod ship;
mod staff;

pub use arguments::{Astris, Command, run};
pub use error::CommandError;
