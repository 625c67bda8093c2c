//! The Leptos application: the shopper's pages, the server functions behind them, and the route table.
//!
//! Compiled twice: with `ssr` into the server, where pages are rendered and server functions run, and with `hydrate` into WebAssembly, where the
//! same components take over in the browser.
//!
//! The server crate uses [`App`] (for the route list), [`shell()`] (the document), and provides what [`context`] lists.

pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod context;
pub mod failure;
pub mod orders;
pub mod pages;
pub mod preferences;
pub mod text;

#[cfg(feature = "ssr")]
mod guest;
mod layout;
#[cfg(feature = "ssr")]
mod plain_form;
mod routes;
mod seo;
mod shell;
mod told;

pub use routes::App;
pub use shell::shell;
