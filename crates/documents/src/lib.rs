//! Documents on paper: invoices, requests to pay, the Swiss QR-bill, delivery notes, and picking lists. Plain values in, the bytes of a PDF out; no I/O.
//!
//! A document is first laid out as [`sheet::Sheet`]s, lists of marks in millimetres, which tests can measure; [`pdf`] turns them into bytes.

pub mod delivery_note;
mod error;
pub mod invoice;
mod latin;
mod paper;
mod party;
mod pdf;
pub mod picking_list;
pub mod qr_bill;
pub mod sheet;
mod typeface;

pub use error::DocumentError;
pub use party::{Party, split_street};
