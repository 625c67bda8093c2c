//! Pages for people who try the shop. They work without JavaScript, and have none.

mod checkout;
mod faults;
mod inbox;
mod index;
mod layout;
mod routes;

pub(crate) use routes::routes;
