//! Customers: people with accounts and guests, as staff see them.

mod acts;
mod detail;
mod list;
mod merge;

pub use acts::*;
pub use detail::*;
pub use list::*;
pub use merge::*;
