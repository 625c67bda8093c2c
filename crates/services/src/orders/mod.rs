//! Orders: the checkout, placing, reading, expiry.

mod checkout;
pub mod codes;
pub(crate) mod delivery;
mod draft;
mod expire;
mod find;
mod give_back;
mod place;
mod price_cart;
mod quote;
mod reserve_again;
mod store;
mod supply;
mod transition;
pub mod vouchers;

pub use checkout::checkout;
pub use draft::note;
pub use expire::expire_unpaid;
pub use find::find;
pub(crate) use find::load;
pub use place::place;
pub(crate) use price_cart::price_cart;
pub(crate) use reserve_again::reserve_again;
pub(crate) use store::{OrderForPayment, extend_hold, id_of_token, lock_for_payment};
pub use supply::supplied_on;
pub(crate) use transition::{Actor, transition};
