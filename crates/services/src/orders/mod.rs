//! Orders: the checkout, placing, reading, expiry.

mod again;
mod cancel;
mod checkout;
pub mod codes;
pub(crate) mod delivery;
mod draft;
mod expire;
mod find;
mod give_back;
pub mod pending;
pub mod fulfilment;
mod parts_history;
pub mod invoices;
mod place;
mod price_cart;
mod prepared;
mod quote;
mod reserve_again;
pub mod returns;
mod store;
mod transition;
pub mod vouchers;

pub use again::order_again;
pub use cancel::cancel;
pub use checkout::checkout;
pub use draft::note;
pub use expire::expire_unpaid;
pub use find::find;
pub(crate) use find::load;
pub use place::place;
pub(crate) use price_cart::price_cart;
pub(crate) use reserve_again::reserve_again;
pub use prepared::Prepared;
pub(crate) use store::{OrderForPayment, extend_hold, id_of_token, lock_for_payment};
pub use transition::Actor;
pub(crate) use transition::transition;
