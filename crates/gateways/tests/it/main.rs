//! The adapters against the stand-ins, over real HTTP.

mod mollie;
mod resend;
