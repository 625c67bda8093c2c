//! Invoices: numbers without gaps, and the documents.

mod describe;
mod gaps;
mod issue;
mod number;
mod pdf;
mod store;

pub(crate) use describe::{Frame, describe, swiss_day};
pub use gaps::{Gap, gaps};
pub(crate) use issue::issue;
pub(crate) use number::number;
pub use pdf::{Document, pdf};
