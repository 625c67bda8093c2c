//! Vouchers: the table, and one of them in a panel beside it.

mod change;
mod facts;
mod fields;
mod filters;
mod form;
mod limits;
mod list;
mod new_panel;
mod query;
mod search;
pub mod server_fns;
mod uses;
mod voucher_panel;
mod vouchers_page;
mod words;

pub use fields::{LimitFields, VoucherFields};
pub use new_panel::NewVoucherPanel;
pub use voucher_panel::VoucherPanel;
pub use vouchers_page::VouchersPage;
