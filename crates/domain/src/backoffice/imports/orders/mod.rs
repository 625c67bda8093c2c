//! Orders of an earlier shop from a file: history that nobody acts on any more.

mod columns;
mod goods;
mod order;
mod outcome;
mod reader;
mod texts;
mod times;

pub use columns::{ORDER_COLUMNS, SHOPIFY_ORDER_COLUMNS};
pub(super) use columns::{of_astris_orders, of_shopify_orders};
pub use order::*;
pub use reader::*;
