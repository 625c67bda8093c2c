//! The server functions of orders. An order's token is its key: who has it may see the order.

mod check_order;
mod read_order;
mod retry_payment;

pub use check_order::*;
pub use read_order::*;
pub use retry_payment::*;
