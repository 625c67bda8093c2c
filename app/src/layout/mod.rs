//! What is around every page.

mod footer;
mod frame;
mod header;
mod language_switch;
mod search_box;

pub use frame::*;
