//! Comma-separated values (RFC 4180), read piece by piece so that a file of any size takes the memory of one row, and written so that no spreadsheet
//! takes a cell for a formula.
//!
//! The crate `csv` reads anything: a quote that never ends takes in the rest of the file without a word, and a file that was cut in its last row is read
//! to where it was cut (its documentation: parsing never fails). Here both must be refused, so the rows are read by code of our own.

mod delimiter;
mod encoding;
mod read;
mod write;

pub use delimiter::delimiter;
pub use encoding::Encoding;
pub use read::{CsvProblem, CsvReader, LONGEST_ROW, Row};
pub use write::{unguarded, write_number, write_row, write_text};
