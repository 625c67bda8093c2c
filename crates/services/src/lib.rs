//! The shop's business logic and its SQL.
//!
//! A module per room, a file per verb. A verb takes the [`shop::Shop`] and who is asking, decides by itself whether that is allowed, and
//! answers with a view of `domain` or an [`error::Error`]. Nothing here knows HTTP or the view layer.

pub mod accounts;
pub mod audit;
pub mod audit_log;
pub mod backoffice;
mod begin;
pub mod cart;
pub mod catalog;
pub mod ephemeral;
pub mod error;
pub mod failpoints;
pub mod jobs;
mod kept;
pub mod mail;
mod newest;
pub mod orders;
mod pages;
pub mod payments;
mod pool;
pub mod sample;
pub mod settings;
pub mod shop;
pub mod stock;
pub mod vat;
pub mod vault;

pub use begin::{begin, begin_search, begin_snapshot};
pub use pool::Pool;
