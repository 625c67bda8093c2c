//! The shop's rules without I/O: money, states and transitions, views, refusals.
//!
//! Everything here compiles to WebAssembly, because the browser shows the same views and the same refusals that the server decides.

pub mod accounts;
pub mod address;
pub mod backoffice;
pub mod cart;
pub mod catalog;
pub mod csv;
pub mod email;
pub mod failure;
pub mod ids;
pub mod language;
pub mod lifecycle;
pub mod money;
pub mod orders;
pub mod payments;
pub mod settings;
pub mod stock;
pub mod vat;
pub mod vat_number;
