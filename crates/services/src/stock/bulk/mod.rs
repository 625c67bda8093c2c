//! The same booked for many articles: looked at before, booked for all of them or for none, and taken back by a booking the other way round.

mod apply;
mod clean_up;
mod last;
mod preview;
mod store;
mod undo;

pub use apply::apply;
pub use clean_up::clean_up;
pub(super) use last::last;
pub use preview::preview;
pub use undo::undo;
