//! The server functions of the first screen.

mod read_home;

pub use read_home::*;
