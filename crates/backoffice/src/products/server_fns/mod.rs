//! The server functions of products. Each form is the browser's own and leads to a screen.

mod add_option;
mod add_values;
mod apply_bulk;
mod archive_product;
mod create_product;
mod duplicate_product;
mod generate_variants;
mod read_bulk;
mod read_new_product;
mod read_options;
mod read_product;
mod read_products;
mod remove_part;
mod save_product;
mod undo_bulk;

pub use add_option::*;
pub use add_values::*;
pub use apply_bulk::*;
pub use archive_product::*;
pub use create_product::*;
pub use duplicate_product::*;
pub use generate_variants::*;
pub use read_bulk::*;
pub use read_new_product::*;
pub use read_options::*;
pub use read_product::*;
pub use read_products::*;
pub use remove_part::*;
pub use save_product::*;
pub use undo_bulk::*;
