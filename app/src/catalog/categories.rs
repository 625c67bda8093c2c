//! The categories, which header and footer of every page show.

use domain::catalog::CategoryLink;

use crate::pages::Loading;

/// The categories in the page's language, read once for header, footer and empty states.
#[derive(Clone, Copy)]
pub struct Categories(pub Loading<Vec<CategoryLink>>);
