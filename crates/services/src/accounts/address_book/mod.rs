//! The address book: where parcels of the account go, and where the checkout begins.

mod change;
mod list;

pub use change::{add_address, change_address, remove_address, set_default_address};
pub use list::addresses;
pub(crate) use list::beginning;
