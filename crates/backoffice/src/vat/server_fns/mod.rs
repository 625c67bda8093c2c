//! The server functions of VAT rates. Each form is the browser's own and leads back to the screen.

mod add_vat_rate;
mod read_vat;
mod remove_vat_rate;

pub use add_vat_rate::*;
pub use read_vat::*;
pub use remove_vat_rate::*;
