//! The Leptos application: the shopper's pages, the server functions behind them, and the route table.
//!
//! Compiled twice: with `ssr` into the server, where pages are rendered and server functions run, and with `hydrate` into WebAssembly, where the
//! same components take over in the browser.
//!
//! The server crate uses [`App`] (for the route list), [`shell()`] (the document), and provides what [`context`] lists.

// The type of a page names the types of all parts of it: an optimised build nests deeper than the compiler's usual 128.
#![recursion_limit = "512"]
#![expect(clippy::needless_pass_by_value, reason = "components own their properties: the view that they return outlives the call")]

#[cfg(feature = "ssr")]
pub mod account_session;

mod account;
mod cart;
#[cfg(feature = "ssr")]
mod cart_owner;
mod catalog;
mod checkout;
mod field_words;
mod layout;
mod legal;
mod orders;
mod pages;
mod routes;
mod seo;
#[cfg(feature = "ssr")]
mod shell;
mod text;

#[cfg(feature = "ssr")]
pub use backoffice::{problem_words, staff_screen, staff_texts};
pub use routes::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
#[cfg(feature = "ssr")]
use site::plain_form;
use site::preferences;
pub use site::{context, failure, told};
