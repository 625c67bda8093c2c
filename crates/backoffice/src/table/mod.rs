//! What tables have in common, and the panels beside them.

mod fact;
mod pages;
mod panel;
mod row_link;

pub use fact::fact;
pub use pages::Pages;
pub use panel::Panel;
pub use row_link::row_link;
