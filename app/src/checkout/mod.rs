//! The checkout: one page, three steps, one form.

mod address_step;
mod checkout_page;
mod delivery_step;
mod form_data;
mod payment_step;
pub mod server_fns;
mod wrong;

pub use address_step::country;
pub use checkout_page::*;
pub use form_data::entered;
