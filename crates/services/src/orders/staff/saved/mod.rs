//! Searches that staff keep for themselves. They are nobody else's business, so they do not stand in the audit log.

mod forget;
mod list;
mod remove;
mod save;

pub(crate) use forget::forget_saved;
pub use list::saved;
pub use remove::remove_search;
pub use save::save_search;

use domain::{accounts::Permission, ids::AccountId};

use crate::{
    error::{Error, Result},
    orders::Acting,
};

/// Whose searches they are: whoever asks, who may see orders. Commands on the machine have nobody's.
fn owner(by: Acting) -> Result<AccountId> {
    by.may(Permission::SeeOrders)?;
    by.actor.account().ok_or(Error::NotFound)
}
