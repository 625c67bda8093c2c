//! Resend's email API.

mod emails;
mod events;
mod gate;
mod idempotency;
mod mail;
mod problem;
mod rate;
mod routes;
mod signing;
mod validation;

pub use mail::MailRecord;
pub(crate) use rate::Window;
pub(crate) use routes::routes;
pub use signing::signature;
