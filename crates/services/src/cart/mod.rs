//! The cart: one document, changed by versioned steps. A guest's lies in the ephemeral store, an account's is its pending order; every verb takes
//! either owner and does the same for both.

mod account;
mod add;
mod clean_up;
mod clear;
mod contents;
mod document;
mod guest;
mod lines;
mod merge;
mod merges;
mod merging;
mod remove;
mod set_quantity;
mod show;
mod store;
mod take_out;
mod take_over;
mod undo_remove;
mod view;

pub use add::add;
pub use clean_up::clean_up;
pub use clear::clear;
pub(crate) use contents::contents;
pub(crate) use document::{Document, Line, Removed};
pub use guest::PREFIX;
pub use lines::{CartLine, lines};
pub use merge::merge;
pub use merging::{Capped, CappedBy, Merged};
pub use remove::remove;
pub use set_quantity::set_quantity;
pub(crate) use show::{Shown, shown};
pub(crate) use store::Stored;
pub(crate) use take_out::take_out;
pub(crate) use take_over::{TakingOver, prepare_taking_over, take_cart_over};
pub use undo_remove::undo_remove;
pub use view::view;
