//! The server functions of orders. Each form is a plain form's target too: then it leads back to the screen.

mod add_note;
mod cancel_order;
mod correct_tracking;
mod mark_paid;
mod read_board;
mod read_notice;
mod read_order;
mod read_orders;
mod read_saved;
mod refund_order;
mod remove_search;
mod report_parcel;
mod review_payment;
mod save_search;
mod send_notice;
mod ship_order;
mod ship_selected;
mod step_return;

pub use add_note::*;
pub use cancel_order::*;
pub use correct_tracking::*;
pub use mark_paid::*;
pub use read_board::*;
pub use read_notice::*;
pub use read_order::*;
pub use read_orders::*;
pub use read_saved::*;
pub use refund_order::*;
pub use remove_search::*;
pub use report_parcel::*;
pub use review_payment::*;
pub use save_search::*;
pub use send_notice::*;
pub use ship_order::*;
pub use ship_selected::*;
pub use step_return::*;
