//! The stock: the table of variants, and one of them in a panel beside it.

mod act;
mod backorder;
mod bulk;
mod correction;
mod counter;
mod filters;
mod goods_in;
mod list;
mod movements;
mod query;
mod screen;
mod search;
pub mod server_fns;
mod stock_page;
mod stock_panel;
mod undo;
mod words;

pub use bulk::StockBulkPage;
pub use screen::StockScreen;
#[cfg(feature = "ssr")]
pub use screen::screen;
pub use stock_page::StockPage;
pub use stock_panel::StockPanel;
