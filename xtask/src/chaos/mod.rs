//! `cargo xtask chaos`: the long proofs that nothing is lost and nothing happens twice, and a table of what came of them.

mod options;
mod report;
mod scenario;
mod suite;

pub use suite::run;
