//! The server functions of earlier orders.

mod read_earlier_order;
mod read_earlier_orders;

pub use read_earlier_order::*;
pub use read_earlier_orders::*;
