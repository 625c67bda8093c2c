//! Orders of an account: whose they become, how they are listed, what is left of them when the account is erased.

mod claim;
mod forget;
mod list;

pub(crate) use claim::claim;
pub(crate) use forget::{forget_buyer, has_open};
pub(crate) use list::all_of_account;
pub use list::own_orders;
