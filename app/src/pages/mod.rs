//! Pages that belong to no room: what is shown when something is not there or does not work.

mod failure_view;
mod loaded;
mod words;

pub use failure_view::*;
pub use loaded::*;
pub use words::*;
