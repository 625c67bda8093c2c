//! Products, variants, prices and stock from a file, and what becomes of it.

mod cells;
mod columns;
mod format;
mod html;
mod problem;
mod row;
mod views;

pub use columns::*;
pub use format::*;
pub use problem::*;
pub use row::*;
pub use views::*;
