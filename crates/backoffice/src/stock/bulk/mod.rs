//! The same booked for many articles: chosen at the table, looked at on a page of its own, then booked.

mod fields;
mod form;
mod last;
mod page;
mod screen;
mod telling;

pub use fields::StockBulkFields;
#[cfg(feature = "ssr")]
pub use fields::items;
pub use form::{BulkForm, FORM};
pub use last::Last;
pub use page::StockBulkPage;
pub use screen::StockBulkScreen;
pub use telling::BulkTelling;
#[cfg(feature = "ssr")]
pub use telling::STAYED;

/// The address of the page that shows what an act would book.
pub const PAGE: &str = "/backoffice/stock/bulk";
