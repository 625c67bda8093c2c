//! What staff's screens show and send. Everything is plain data: who may see or do it is decided by the services.

mod actions;
mod audit_log;
mod catalogue;
mod customers;
mod home;
mod imports;
mod mails;
mod me;
mod order_detail;
mod order_list;
mod refusal;
mod requests;
mod saved_search;
mod stock;
mod stock_bulk;

pub use actions::*;
pub use audit_log::*;
pub use catalogue::*;
pub use customers::*;
pub use home::*;
pub use imports::*;
pub use mails::*;
pub use me::*;
pub use order_detail::*;
pub use order_list::*;
pub use refusal::*;
pub use requests::*;
pub use saved_search::*;
pub use stock::*;
pub use stock_bulk::*;
