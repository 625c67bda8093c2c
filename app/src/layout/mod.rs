//! What is around every page.

mod category_links;
mod footer;
mod frame;
mod header;
mod language_switch;
mod places;
mod search_box;

pub use frame::*;
pub use places::keep_places;
