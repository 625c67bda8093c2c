//! A product's pictures: sent, arranged, described, taken away.

mod add;
mod arrange;
mod describe;
mod read;
mod remove;
mod report;

pub use add::{NewPicture, add, admit};
pub use arrange::arrange;
pub use describe::describe;
pub use read::read;
pub use remove::remove;
pub use report::{keep_report, report};
