//! What is around every page.

mod category_links;
mod footer;
mod frame;
mod header;
mod language_switch;
mod places;
mod search_box;
mod transitions;

pub use frame::*;
pub use places::keep_places;
pub use transitions::let_transitions_be_skipped;
