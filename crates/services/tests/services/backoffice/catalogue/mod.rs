//! The catalogue's screens, on a real database: what is not published is nowhere, nothing is overwritten unseen, and every act is written down.

mod bulk;
mod collections;
mod copies;
mod hidden;
mod imports;
mod lab;
mod listing;
mod options;
mod pictures;
mod saving;
mod searched;
mod tree;

pub use imports::{peak, waiting};
