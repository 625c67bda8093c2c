//! The codes that a buyer has entered: a voucher and a gift card, kept beside the cart until the order is placed.

mod enter;
mod import_demo;
mod kept;
mod leave;
mod take_over;

pub use enter::{enter, enter_from};
pub use import_demo::{DemoCodes, import_demo};
pub(super) use kept::{Codes, forget, key};
pub use leave::leave;
pub use take_over::take_over;
