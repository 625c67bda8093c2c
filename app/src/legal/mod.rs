//! What the shop and its visitors agree on: terms, and what becomes of personal data.

mod content;
mod links;
mod page;
pub mod server_fns;
#[cfg(feature = "ssr")]
mod texts;

pub use content::{LegalKind, LegalText};
pub use links::LegalLinks;
pub use page::LegalPage;
#[cfg(feature = "ssr")]
pub use texts::text;

/// The version of both texts, which consents name: the day from which they hold. Whoever changes a text changes it as well.
pub const VERSION: &str = "2026-11-01";
