//! Documents on paper: invoices, requests to pay, and the Swiss QR-bill. Plain values in, the bytes of a PDF out; no I/O.
//!
//! A document is first laid out as [`sheet::Sheet`]s, lists of marks in millimetres, which tests can measure; [`pdf`] turns them into bytes.

mod error;
pub mod invoice;
mod latin;
mod party;
mod pdf;
pub mod qr_bill;
pub mod sheet;
mod typeface;

pub use error::DocumentError;
pub use party::{Party, split_street};
