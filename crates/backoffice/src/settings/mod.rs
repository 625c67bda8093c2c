//! The shop's settings: all of them in one form.

mod fields;
mod page;
mod sections;
pub mod server_fns;
mod words;

pub use fields::SettingsFields;
pub use page::SettingsPage;
pub use server_fns::SettingsScreen;

/// The screen.
#[cfg(feature = "ssr")]
const SCREEN: &str = "/backoffice/settings";
/// The same with what was entered last, for the way back from the proof that a change needed first.
const AGAIN: &str = "/backoffice/settings/again";
/// The form's name, where an address says which one was sent.
const FORM: &str = "settings";
