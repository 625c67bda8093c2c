//! The cart before checkout.

mod owner;
mod refusal;
mod views;

pub use owner::*;
pub use refusal::*;
pub use views::*;
