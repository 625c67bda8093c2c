//! VAT rates with their days.

mod fields;
mod page;
pub mod server_fns;
mod words;

pub use fields::VatRateFields;
pub use page::VatPage;

/// The screen.
#[cfg(feature = "ssr")]
const SCREEN: &str = "/backoffice/vat";
/// The name of the form for a coming rate, where an address says which one was sent.
const NEW: &str = "new";
