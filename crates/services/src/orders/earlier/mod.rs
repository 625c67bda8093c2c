//! Orders of an earlier shop. They are shown, found, claimed and forgotten; nothing else ever happens to them. What writes them is the import
//! (`catalog::imports`).

mod claim;
mod detail;
mod forget;
mod list;
mod of_account;

pub(in crate::orders) use claim::{claim, hand_over};
pub use detail::detail;
pub(in crate::orders) use forget::forget;
pub(in crate::orders) use list::found;
pub use list::list;
pub(crate) use of_account::of_account;
