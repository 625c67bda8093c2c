//! The server functions of the cart. Each is a plain form's target too: then it leads to a page.

mod add_line;
mod read_cart;
mod remove_line;
mod set_quantity;
mod undo_remove;

pub use add_line::*;
pub use read_cart::*;
pub use remove_line::*;
pub use set_quantity::*;
pub use undo_remove::*;
