//! Products, variants, prices and stock from a file, or orders of an earlier shop, and what becomes of it.

mod cells;
mod columns;
mod format;
mod html;
mod orders;
mod problem;
mod row;
mod views;

pub use columns::*;
pub use format::*;
pub use orders::*;
pub use problem::*;
pub use row::*;
pub use views::*;
