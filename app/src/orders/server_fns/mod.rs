//! The server functions of orders. An order's token is its key: who has it may see the order.

mod cancel_order;
mod check_order;
mod confirm_delivery;
mod order_again;
mod read_order;
mod request_return;
mod retry_payment;

pub use cancel_order::*;
pub use check_order::*;
pub use confirm_delivery::*;
pub use order_again::*;
pub use read_order::*;
pub use request_return::*;
pub use retry_payment::*;
