//! Orders, from checkout to delivery.

mod refusal;
mod state;
mod views;

pub use refusal::*;
pub use state::*;
pub use views::*;
