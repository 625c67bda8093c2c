//! The stand-ins over real HTTP, as a shop meets them.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what they do not expect fails the test")]

mod mollie_api;
mod mollie_life;
mod resend_api;
mod support;
