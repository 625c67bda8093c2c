//! Products: the table, a product's own screen, and the form for a new one. Their forms are the browser's own: each leads back to its screen with what
//! was done, or with what is wrong and all that was entered.

mod basics;
mod bulk;
mod categories;
mod changed;
mod collections;
mod editor;
mod fields;
mod filters;
#[cfg(feature = "ssr")]
pub mod lead;
mod list;
mod new_fields;
mod new_page;
mod options;
mod picture;
mod pictures;
mod product_page;
mod products_page;
mod query;
mod screen;
mod search;
pub mod server_fns;
mod steps;
mod telling;
mod texts;
mod variants;
mod words;

/// The name of a product's form, where an address says which one was sent.
const FORM: &str = "product";

pub use bulk::BulkPage;
pub use categories::{CategoriesPage, CategoryPage};
pub use collections::{CollectionPage, CollectionsPage};
pub use editor::Wrong;
pub use fields::ProductFields;
pub use new_fields::NewProductFields;
pub use new_page::NewProductPage;
pub use options::OptionsPage;
pub use pictures::PicturesPage;
pub use product_page::ProductPage;
pub use products_page::ProductsPage;
pub use screen::{NewProductScreen, ProductScreen};
pub use words::vat_choices;
