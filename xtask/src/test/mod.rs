//! `cargo xtask test`: everything that must hold before a change is merged.

pub mod browser;
mod checks;
mod counts;
mod graph;
mod native;
mod plan;
mod report;
mod suite;

pub use counts::Counts;
pub use suite::run;
