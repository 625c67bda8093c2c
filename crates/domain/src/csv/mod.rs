//! Comma-separated values (RFC 4180), read piece by piece so that a file of any size takes the memory of one row, and written so that no spreadsheet
//! takes a cell for a formula.

mod decode;
mod delimiter;
mod read;
mod write;

pub use decode::{BadByte, Decoder, Encoding};
pub use delimiter::delimiter;
pub use read::{CsvProblem, CsvReader, LONGEST_ROW, Row};
pub use write::{unguarded, write_number, write_row, write_text};
