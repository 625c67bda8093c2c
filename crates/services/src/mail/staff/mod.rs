//! The outbox as staff see it, and what is parked sent anew.

mod detail;
mod list;
mod preview;
mod retry;

pub use detail::{detail, html};
pub use list::list;
pub use preview::{preview, preview_html, templates};
pub use retry::retry;
