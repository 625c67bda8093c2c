//! Accounts: the ways in, and what somebody finds there.

mod addresses_page;
mod asking_pages;
mod book;
mod content;
mod credentials_page;
mod data_page;
mod devices_page;
mod done;
#[cfg(feature = "ssr")]
mod door;
mod entered;
mod factors_page;
mod form;
mod link_page;
mod link_pages;
mod log_in_page;
mod narrow;
mod next;
mod overview_page;
mod own;
mod passkey_button;
mod passkey_list;
mod passkeys;
mod passwords;
mod preferences_page;
mod routes;
pub mod server_fns;
mod standing;
mod wrong;

pub use book::AddressBook;
pub use content::*;
#[cfg(feature = "ssr")]
pub use door::{Door, owner};
#[cfg(feature = "ssr")]
pub use entered::with_address;
pub use next::*;
pub use routes::{DoorRoutes, OwnRoutes};
pub use standing::*;
