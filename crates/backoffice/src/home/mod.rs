//! The first screen.

mod home_page;
pub mod server_fns;

pub use home_page::HomePage;
