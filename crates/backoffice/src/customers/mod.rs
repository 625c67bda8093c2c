//! Customers: the table, one of them in a panel beside it, and two accounts that become one.

mod act;
mod customer_panel;
mod customers_page;
mod desk;
mod filters;
mod list;
mod log_ins;
mod merge_form;
mod merge_panel;
mod offered;
mod query;
mod requests;
mod roles;
mod screen;
mod search;
pub mod server_fns;
mod sessions;
mod words;

pub use customer_panel::CustomerPanel;
pub use customers_page::CustomersPage;
pub use merge_panel::MergePanel;
pub use screen::CustomerScreen;
#[cfg(feature = "ssr")]
pub use screen::screen;
