//! Files of products, or of orders of an earlier shop: brought, looked at, written, taken back.

mod changes;
mod columns;
mod done;
mod errors;
mod import_page;
mod imports_page;
#[cfg(feature = "ssr")]
mod lead;
mod outcome;
pub mod server_fns;
mod steps;
mod telling;
mod words;

pub use import_page::ImportPage;
pub use imports_page::ImportsPage;
pub use telling::refusal_words;
#[cfg(feature = "ssr")]
pub use words::problem_words;

/// The address of the list; that of an import goes on with its id.
pub const TABLE: &str = "/backoffice/imports";
/// Where the form with the file leads: no server function, since those take no large bodies.
pub const UPLOAD: &str = "/backoffice/imports/upload";
