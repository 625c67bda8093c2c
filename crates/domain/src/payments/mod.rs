//! Payments: attempts to pay an order through a gateway.

mod gift_card;
mod refund;
mod refusal;
mod state;
mod views;

pub use gift_card::*;
pub use refund::*;
pub use refusal::*;
pub use state::*;
pub use views::*;
