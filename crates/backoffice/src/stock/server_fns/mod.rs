//! The server functions of the stock. Each form is a plain form's target too: then it leads back to the screen.

mod book_several;
mod correct_stock;
mod read_stock;
mod read_stock_bulk;
mod read_variant;
mod receive_goods;
mod set_backorder;
mod undo_several;

pub use book_several::*;
pub use correct_stock::*;
pub use read_stock::*;
pub use read_stock_bulk::*;
pub use read_variant::*;
pub use receive_goods::*;
pub use set_backorder::*;
pub use undo_several::*;
