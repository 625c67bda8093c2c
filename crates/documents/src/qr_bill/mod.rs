//! The Swiss QR-bill: what its code says, and how the slip is drawn.
//!
//! After the implementation guidelines 2.3, in force alone since 22 November 2025: structured addresses only, Extended Latin.

mod code;
mod labels;
mod layout;
mod payload;
mod scissors;
mod swico;

pub use code::Code;
pub use layout::{SLIP_HEIGHT, draw};
pub use payload::{Bill, Prepared};
pub use swico::{BillInformation, swico};
