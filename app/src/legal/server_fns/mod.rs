//! What the browser asks the server for.

mod read_legal;

pub use read_legal::*;
