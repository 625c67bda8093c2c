//! The same done to many products: chosen at the table, looked at on a page of its own, then done.

mod fields;
mod form;
mod last;
mod page;
mod screen;

pub use fields::BulkFields;
#[cfg(feature = "ssr")]
pub use fields::products;
pub use form::{BulkForm, FORM};
pub use last::Last;
pub use page::BulkPage;
pub use screen::BulkScreen;

/// The address of the page that shows what an act would do.
const PAGE: &str = "/backoffice/products/bulk";
