//! The orders' screens.

mod board;
mod bulk_ship;
mod cancel;
mod delivery_note;
mod detail;
mod mark_paid;
mod notify;
mod picking_list;
mod refund;
mod review;
mod ship;
mod step_parcel;
mod step_return;

pub use board::board;
pub use bulk_ship::bulk_ship;
pub use cancel::cancel;
pub use delivery_note::{delivery_note, noted};
pub use detail::detail;
pub use mark_paid::mark_paid;
pub use notify::{notify, preview};
pub use picking_list::{picked, picking_list};
pub use refund::refund;
pub use review::review;
pub use ship::ship;
pub use step_parcel::step_parcel;
pub use step_return::step_return;

pub use crate::orders::earlier;
pub use crate::orders::staff::{OrderExport, add_note, export, list, remove_search, save_search, saved};
