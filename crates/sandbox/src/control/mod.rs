//! The remote control: for tests in this process and, over HTTP, for those outside.

mod handle;
mod routes;

pub use handle::{Control, PaymentRecord, UnknownPayment};
pub(crate) use routes::routes;
