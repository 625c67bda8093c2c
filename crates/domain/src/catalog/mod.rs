//! The catalogue as it is shown.

mod picture;
mod slug;
mod texts;
mod views;

pub use picture::*;
pub use slug::*;
pub use texts::*;
pub use views::*;
