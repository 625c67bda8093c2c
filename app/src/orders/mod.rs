//! The order's page: what was ordered, and where it stands.

mod again;
mod cancel;
mod desk;
mod order_page;
mod page;
mod parcels;
mod retry;
mod return_form;
mod returns;
pub mod server_fns;
mod situation;
mod status;
mod summary;
mod timeline;

pub use order_page::*;
pub use page::*;
pub use summary::*;
pub use timeline::order_words;
