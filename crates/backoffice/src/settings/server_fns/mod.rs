//! The server functions of settings. The form is the browser's own and leads back to the screen.

mod read_settings;
mod save_settings;

pub use read_settings::*;
pub use save_settings::*;
