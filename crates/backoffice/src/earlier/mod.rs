//! Orders of an earlier shop: the table, and one of them in a panel beside it. There is nothing to do with them but to read them.

mod earlier_page;
mod earlier_panel;
mod found;
mod list;
mod query;
pub mod server_fns;

pub use earlier_page::EarlierPage;
pub use earlier_panel::EarlierPanel;
pub use found::EarlierFound;
pub use query::TABLE;
