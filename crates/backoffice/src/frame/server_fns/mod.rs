//! The server functions of the frame.

mod read_me;
mod set_language;

pub use read_me::*;
pub use set_language::*;
