//! The server functions of products. Each form is the browser's own and leads to a screen.

mod apply_bulk;
mod archive_product;
mod create_product;
mod duplicate_product;
mod read_bulk;
mod read_new_product;
mod read_product;
mod read_products;
mod save_product;
mod undo_bulk;

pub use apply_bulk::*;
pub use archive_product::*;
pub use create_product::*;
pub use duplicate_product::*;
pub use read_bulk::*;
pub use read_new_product::*;
pub use read_product::*;
pub use read_products::*;
pub use save_product::*;
pub use undo_bulk::*;
