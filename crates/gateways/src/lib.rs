//! HTTP out: the traits [`payment::PaymentGateway`] and [`mail::Mailer`], and the adapters that speak the real providers' APIs.
//!
//! Nothing above this crate knows a provider's JSON, and nothing in it knows an order: the services hand over amounts and opaque references.
//!
//! TLS is rustls with the certificates of the operating system. No crypto provider has to be installed beforehand: reqwest falls back to
//! aws-lc-rs when the process has chosen none, and respects the choice of a binary that has.

pub mod camt;
pub mod error;
pub mod mail;
pub mod mollie;
pub mod payment;
pub mod resend;
pub mod transport;

pub use error::{GatewayError, MailError, Outage};
pub use mail::{Attachment, Mailer, OutgoingMail, SentMail};
pub use mollie::{MollieGateway, MollieSettings};
pub use payment::{CreatePayment, CreateRefund, GatewayChargeback, GatewayPayment, GatewayRefund, PaymentGateway, PaymentMethod};
pub use resend::{ResendMailer, ResendSettings};
pub use transport::RetryPolicy;
