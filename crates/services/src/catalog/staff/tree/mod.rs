//! The tree of categories: made, written, moved, removed.

mod create;
mod read;
mod remove;
mod reorder;
mod save;
mod snapshot;

pub use create::create;
pub use read::read;
pub use remove::remove;
pub use reorder::reorder;
pub use save::save;
