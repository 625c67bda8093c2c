//! Faithful local stand-ins for Mollie's and Resend's APIs, with web pages, for development and tests.
//!
//! The program `astris-sandbox` serves them for people; tests run the same in their own process:
//!
//! ```
//! # tokio::runtime::Runtime::new().unwrap().block_on(async {
//! let sandbox = sandbox::Sandbox::start(sandbox::Settings::default()).await.unwrap();
//! let (mollie, resend) = (sandbox.mollie_url(), sandbox.resend_url());
//! sandbox.control().set_fault(sandbox::Knob::MollieStatus, 503, Some(1));
//! # drop((mollie, resend)); });
//! ```
//!
//! Everything is kept in memory. What the providers leave open is answered strictly, so that a shop that passes here passes there.

mod clock;
mod control;
mod courier;
mod faults;
mod mollie;
mod pages;
mod replay;
mod resend;
mod running;
mod serve;
mod settings;
mod state;

pub use control::{Control, PaymentRecord, UnknownPayment};
pub use courier::Attempt;
pub use faults::Knob;
pub use resend::{MailRecord, signature};
pub use running::{Running, Sandbox};
pub use serve::router;
pub use settings::{MOLLIE_LIVE_KEY, MOLLIE_TEST_KEY, RESEND_KEY, RESEND_SENDING_KEY, Settings, WEBHOOK_SECRET};
pub use state::{State, shared};
