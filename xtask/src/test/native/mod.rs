//! Unit, integration and documentation tests: built once, then the test programs run side by side.

mod beside;
mod cargo_messages;
mod order;
mod programs;
mod run;
mod times;

pub use run::run;
