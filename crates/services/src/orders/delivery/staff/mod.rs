//! What staff see of delivery methods, and how they change them. Every verb is for those who may
//! [`Permission::SetDelivery`](domain::accounts::Permission::SetDelivery) and writes what it did to the audit log, with before and after.

mod create;
mod list;
mod remove;
mod reorder;
mod save;
mod set_rates;
mod snapshot;
mod switch;

pub use create::create;
pub use list::list;
pub use remove::remove;
pub use reorder::reorder;
pub use save::save;
pub use set_rates::set_rates;
pub use switch::switch;
