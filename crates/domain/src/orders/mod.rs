//! Orders, from checkout to delivery.

mod refusal;
mod seen;
mod state;
mod views;
mod vouchers;

pub use refusal::*;
pub use seen::*;
pub use state::*;
pub use views::*;
pub use vouchers::*;
