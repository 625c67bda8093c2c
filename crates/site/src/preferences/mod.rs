//! What a visitor chose for all pages: language and theme. Both live in cookies that hold nothing about the person.

mod cookie;
mod page_language;
mod server_fns;
mod theme;
mod theme_switch;

pub use cookie::write_cookie;
pub use page_language::*;
pub use theme::*;
pub use theme_switch::*;
