//! Parcels: handing over, tracking, delivery.

mod confirm_delivery;
mod correct_tracking;
mod hand_over;
mod notify;
mod report;
mod store;

pub use confirm_delivery::confirm_delivery;
pub use correct_tracking::correct_tracking;
pub use hand_over::hand_over;
pub use notify::{notify, preview, send_notice};
pub use report::report;
pub(super) use store::notified;
pub(crate) use store::{has_parcels, parcels, progress};
