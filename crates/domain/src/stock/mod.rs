//! Stock: how many pieces there are, and what moved them.

mod movement;
mod refusal;
mod views;

pub use movement::*;
pub use refusal::*;
pub use views::*;
