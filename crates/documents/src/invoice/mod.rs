//! The invoice, and the request to pay with its QR-bill.
//!
//! What an invoice has to say stands in Art. 26 of the Swiss VAT act: supplier with its number, recipient, dates, what was supplied, and the tax per
//! rate. A supplier without a number must not show any tax (Art. 27).

mod layout;
mod texts;
mod values;

pub use layout::{pdf, sheets};
pub use values::{Invoice, Kind, Line, Settlement, Supplier};
