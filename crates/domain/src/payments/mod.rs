//! Payments: attempts to pay an order through a gateway.

mod refusal;
mod state;
mod views;

pub use refusal::*;
pub use state::*;
pub use views::*;
