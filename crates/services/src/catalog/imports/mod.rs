//! Imports: a file of products, or of orders of an earlier shop, comes in pieces, is looked at by the background task, shown, written as a whole, and taken back as a whole.
//!
//! Whatever size a file has, a process holds a piece of it at a time; what its rows mean is found out by the database (`sql/`). The work on an import is one
//! transaction, with its row locked: a process that ends in the middle leaves everything as it was, and the next tick, of any node, begins anew.

mod apply;
mod apply_orders;
mod audit;
mod check;
mod check_orders;
mod clean_up;
mod decode;
mod detail;
mod detail_orders;
mod errors;
mod list;
mod next;
mod piece;
mod request;
mod statements;
mod undo;
mod undo_orders;
mod upload;
mod work;

pub use clean_up::clean_up;
pub use detail::detail;
pub use errors::errors;
pub use list::list;
pub use request::{apply, discard, may, set_columns, undo};
pub use upload::{Upload, begin};
pub use work::work;

/// Days in which an import can be taken back.
const UNDO_DAYS: i32 = 30;
