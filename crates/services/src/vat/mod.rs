//! VAT rates: those that hold today, and what staff enter for days to come.

mod kept;
pub mod staff;
mod today;

pub use kept::Kept;
pub(crate) use today::today_by;
pub use today::{Today, today};
