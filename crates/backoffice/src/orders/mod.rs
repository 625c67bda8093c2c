//! Orders: the table, and an order in a panel beside it.

mod act;
mod answer;
mod arrivals;
mod board;
mod cancel;
mod desk;
mod entered;
mod filters;
mod goods;
#[cfg(feature = "ssr")]
mod lead;
mod list;
mod mark_paid;
mod money;
mod notes;
mod notice_panel;
mod offered;
mod order_panel;
mod orders_page;
mod parcel_steps;
mod parcels;
mod query;
mod refund;
mod refund_fields;
mod return_steps;
mod review;
mod saved;
mod screen;
mod search;
mod selection;
pub mod server_fns;
mod ship;
mod shipped;
mod timeline;
mod words;

pub use act::{Act, send};
pub use answer::{Answer, Said};
pub use desk::{Telling, show_telling};
pub use entered::Entered;
pub use filters::FILTER;
#[cfg(feature = "ssr")]
pub use lead::Form;
pub use notice_panel::NoticePanel;
pub use order_panel::OrderPanel;
pub use orders_page::OrdersPage;
#[cfg(feature = "ssr")]
pub use query::read as read_query;
pub use query::search_address;
pub use refund_fields::RefundFields;
pub use screen::{BoardScreen, NoticeScreen, OrderScreen, SavedScreen, TableScreen};
pub use shipped::Shipped;
pub use words::{staff_name, state_words};
