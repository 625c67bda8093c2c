//! The guest's cart: one document in the ephemeral store, changed by versioned steps.

mod add;
mod clean_up;
mod clear;
mod document;
mod lines;
mod remove;
mod set_quantity;
mod show;
mod store;
mod undo_remove;
mod view;

pub use add::add;
pub use clean_up::clean_up;
pub use clear::clear;
pub use lines::{CartLine, lines};
pub use remove::remove;
pub use set_quantity::set_quantity;
pub use undo_remove::undo_remove;
pub use view::view;
