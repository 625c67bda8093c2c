//! The same done to many products: looked at before, done to all of them or to none, and taken back.

mod apply;
mod clean_up;
mod last;
mod plan;
mod preview;
mod rows;
mod undo;
mod write;

pub use apply::apply;
pub use clean_up::clean_up;
pub(super) use last::last;
pub use preview::preview;
pub use undo::{Undone, undo};
