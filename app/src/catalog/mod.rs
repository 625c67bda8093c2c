//! The catalogue's pages.

mod categories;
mod choice;
mod collection_page;
mod gallery;
mod home_page;
mod list_controls;
mod list_page;
mod list_query;
mod options;
mod paging;
mod picture;
mod preview_page;
mod product_card;
mod product_data;
mod product_page;
mod purchase;
mod search_page;
pub mod server_fns;

pub use categories::*;
pub use choice::*;
pub use collection_page::*;
pub use home_page::*;
pub use list_page::*;
pub use picture::*;
pub use preview_page::*;
pub use product_page::*;
pub use search_page::*;
