//! The server functions of vouchers. Each form is a plain form's target: it leads back to the screen.

mod create_voucher;
mod end_voucher;
mod read_new_voucher;
mod read_voucher;
mod read_vouchers;
mod save_voucher;

pub use create_voucher::*;
pub use end_voucher::*;
pub use read_new_voucher::*;
pub use read_voucher::*;
pub use read_vouchers::*;
pub use save_voucher::*;
