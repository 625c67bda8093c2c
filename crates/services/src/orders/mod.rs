//! Orders: the checkout, placing, reading, expiry.

mod cancel;
mod checkout;
pub mod delivery;
mod draft;
mod expire;
mod find;
pub mod invoices;
mod place;
mod quote;
mod store;
mod transition;

pub use cancel::cancel;
pub use checkout::checkout;
pub use expire::expire_unpaid;
pub use find::find;
pub(crate) use find::load;
pub use place::place;
pub(crate) use store::{OrderForPayment, extend_hold, id_of_token, lock_for_payment};
pub use transition::Actor;
pub(crate) use transition::transition;
