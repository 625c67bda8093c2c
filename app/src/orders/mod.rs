//! The order's page: what was ordered, and where it stands.

mod order_page;
mod page;
pub mod server_fns;
mod situation;
mod status;
mod summary;

pub use order_page::*;
pub use page::*;
