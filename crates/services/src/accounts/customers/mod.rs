//! People as staff see them: with their orders, their log-ins and their roles; and what staff do to accounts when their owners ask for it.

mod close;
mod cursor;
mod detail;
mod end_session;
mod export;
mod facts;
mod list;
mod merge;
mod merge_look;
mod rows;

pub use close::close;
pub use detail::detail;
pub use end_session::end_session;
pub use export::export;
pub use list::list;
pub use merge::merge;
pub use merge_look::merge_look;
