//! The tree of categories: all of it on one screen, and a screen for each category.

mod fields;
mod form;
mod one_page;
mod page;
mod screen;

pub use fields::CategoryFields;
pub use one_page::CategoryPage;
pub use page::CategoriesPage;
pub use screen::CategoriesScreen;

/// The screen with the tree.
pub const TREE: &str = "/backoffice/categories";
/// The name of the form for a new category, where an address says which one was sent.
const NEW: &str = "new";
