//! The server functions of the checkout.

mod place_order;
mod read_checkout;

pub use place_order::*;
pub use read_checkout::*;
