//! What every page of the site rests on, the shop's and the staff's alike: who is asking, how pages load and ask, failures on the wire, forms that a
//! browser sends by itself, parts of the program that are loaded when they are needed, and what a visitor chose for all pages.
//!
//! It knows no page and no text of one: the crates that have pages have language files of their own.

pub mod context;
pub mod failure;
pub mod form_data;
pub mod load;
pub mod part;
#[cfg(feature = "ssr")]
pub mod plain_form;
pub mod preferences;
pub mod query_form;
pub mod text;
pub mod title;
pub mod told;
