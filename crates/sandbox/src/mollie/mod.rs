//! Mollie's Payments API, version 2.

mod auth;
mod books;
mod chargebacks;
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

pub(crate) use books::{Chargeback, Payment, next_event, pass_time, set_status};
pub(crate) use methods::offered;
pub(crate) use routes::routes;
pub(crate) use webhooks::announce;
