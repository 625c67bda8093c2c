//! The stand-ins over real HTTP, as a shop meets them.

mod mollie_api;
mod mollie_life;
mod resend_api;
mod support;
