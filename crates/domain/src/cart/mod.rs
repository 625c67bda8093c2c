//! The cart before checkout.

mod refusal;
mod views;

pub use refusal::*;
pub use views::*;
