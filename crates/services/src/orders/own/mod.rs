//! Orders of an account: whose they become, how they are listed, what is left of them when the account is erased.

mod claim;
mod forget;
mod hand_over;
mod list;

pub(crate) use claim::claim;
pub(super) use forget::NOBODY;
pub(crate) use forget::{forget_buyer, has_open};
pub(crate) use hand_over::hand_orders_over;
pub(crate) use list::all_of_account;
pub use list::own_orders;
