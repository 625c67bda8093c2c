//! The categories, which header and footer of every page show.

use domain::catalog::CategoryView;
use leptos::prelude::*;

use crate::failure::AppFailure;

/// The categories in the page's language, read once for header, footer and empty states.
#[derive(Clone, Copy)]
pub struct Categories(pub Resource<Result<Vec<CategoryView>, AppFailure>>);
