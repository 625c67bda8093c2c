//! Runs of scheduled jobs: of several nodes, one does the work of each tick.

mod claim;
mod clean_up;
mod finish;
mod store;

pub use claim::{Run, claim};
pub use clean_up::clean_up;
pub use finish::finish;
