//! The staff's screens, at `/backoffice`: a part of the browser's program that shoppers never download.
//!
//! A folder per room; a screen asks its server functions, and those ask one verb of the services each. Who may see or do what is decided there: what a
//! screen leaves out only spares people what would be refused.

#![recursion_limit = "512"]
#![expect(clippy::needless_pass_by_value, reason = "components own their properties: the view that they return outlives the call")]

mod asker;
mod audit;
#[cfg(feature = "ssr")]
mod back;
mod customers;
mod delivery;
mod earlier;
mod failure;
mod frame;
mod gift_cards;
mod home;
mod imports;
mod languages;
mod mails;
mod orders;
#[cfg(any(feature = "ssr", test))]
mod parsed;
mod products;
mod routes;
mod search_field;
mod settings;
mod stock;
mod table;
mod text;
mod time;
mod vat;
mod vouchers;

#[cfg(feature = "ssr")]
pub use back::ours as staff_screen;
#[cfg(feature = "ssr")]
pub use imports::problem_words;
pub use routes::BackofficeRoutes;
#[cfg(feature = "ssr")]
pub use text::texts as staff_texts;
