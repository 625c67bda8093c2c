//! Who is what. Giving and taking a role makes and removes the profile that goes with it, ends the account's sessions and is written to the history, all
//! in one transaction.

mod change;
mod give;
mod happen;
mod history;
mod of;
mod profiles;
mod store;
mod take;

pub use change::{RoleChange, change};
pub use give::give;
pub(super) use history::steps;
pub use history::{RoleStep, history};
pub use of::{has_admin, of};
pub use take::{take, take_all};

pub(crate) use store::lock_admins;
