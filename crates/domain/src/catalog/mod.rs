//! The catalogue as it is shown.

mod picture;
mod views;

pub use picture::*;
pub use views::*;
