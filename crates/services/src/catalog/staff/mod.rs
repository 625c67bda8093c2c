//! What staff see of the catalogue, and how they change it. Every verb is for those who may
//! [`Permission::EditCatalogue`](domain::accounts::Permission::EditCatalogue) and writes what it did to the audit log, with before and after.

mod archive;
mod begun;
pub mod bulk;
mod categories;
pub mod collections;
mod create;
mod cursor;
mod detail;
mod duplicate;
mod entered;
mod free_names;
mod list;
pub mod options;
pub mod pictures;
mod preview;
mod save;
mod snapshot;
pub mod tree;

use crate::audit_log::changes;

pub use archive::archive;
pub use categories::categories;
pub(crate) use categories::choices;
pub use create::create;
pub use detail::detail;
pub use duplicate::duplicate;
pub use entered::{entered, keep_entered};
pub use list::list;
pub use preview::preview;
pub use save::save;
