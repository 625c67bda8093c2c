//! Vouchers: made, changed and ended by staff, consumed with the order, given back once when it comes to nothing.

mod consume;
mod create;
mod find;
mod give_back;
pub mod staff;
mod take_again;

pub(super) use consume::consume;
pub use create::{NewVoucher, create};
pub(super) use find::find;
pub(super) use give_back::give_back;
pub(super) use take_again::take_again;
