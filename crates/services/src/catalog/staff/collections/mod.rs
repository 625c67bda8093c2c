//! Collections: made, written, filled by hand or by a rule, put in order, removed.

mod arrange;
mod create;
mod detail;
mod find;
mod list;
mod of_product;
mod remove;
mod reorder;
mod save;
mod snapshot;

pub use arrange::arrange;
pub use create::create;
pub use detail::detail;
pub use find::find;
pub use list::list;
pub(super) use of_product::of_product;
pub use remove::remove;
pub use reorder::reorder;
pub use save::save;
