//! The server functions of preferences.

mod set_theme;

pub use set_theme::*;
