//! The adapters against the stand-ins, over real HTTP.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what they do not expect fails the test")]

mod mollie;
mod resend;
