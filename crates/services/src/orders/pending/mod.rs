//! An account's cart: its one pending order, which becomes the order when it is placed.

mod clean_up;
mod load;
mod lock;
mod save;

pub use clean_up::clean_up;
pub(crate) use load::{PendingAt, load};
pub(crate) use lock::lock;
pub(crate) use save::save;
