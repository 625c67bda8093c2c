//! The server functions of the catalogue: what pages read.

mod read_categories;
mod read_home;
mod read_list;
mod read_preview;
mod read_product;

pub use read_categories::*;
pub use read_home::*;
pub use read_list::*;
pub use read_preview::*;
pub use read_product::*;
