//! Payments: attempts to pay an order through a gateway.

mod refund;
mod refusal;
mod state;
mod views;

pub use refund::*;
pub use refusal::*;
pub use state::*;
pub use views::*;
