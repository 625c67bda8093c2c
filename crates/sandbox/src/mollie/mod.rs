//! Mollie's Payments API, version 2.

mod auth;
mod books;
mod fields;
mod gate;
mod idempotency;
mod lists;
mod methods;
mod payments;
mod problem;
mod refunds;
mod routes;
mod validation;
mod webhooks;
mod wire;

pub(crate) use books::{Payment, next_event, pass_time, set_status};
pub(crate) use methods::offered;
pub(crate) use routes::routes;
pub(crate) use webhooks::announce;
