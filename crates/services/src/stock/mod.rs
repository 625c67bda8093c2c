//! Stock: an append-only ledger of movements with a balance per variant; holds for orders, sales, goods-in and corrections.
//!
//! What orders do to the stock works inside the caller's transaction, which has locked the order first and takes no other lock afterwards. A
//! variant's balance lies in buckets (`stock_buckets`), so that orders of one variant do not wait for each other; see `stock_hold` in the
//! migrations.

mod audit;
mod book;
pub mod bulk;
mod correct;
mod detail;
mod give_back;
mod hold;
mod introduce;
mod level;
mod list;
mod lock;
mod low;
mod movements;
mod receive;
mod release;
mod rows;
mod sell;
mod set_backorder;
mod store;
mod take_back;

pub(crate) use audit::audit;
pub use correct::{Correction, correct};
pub use detail::detail;
pub use give_back::give_back;
pub(crate) use hold::hold_together;
pub use hold::{Short, Wanted, hold};
pub use introduce::introduce;
pub use level::level;
pub use list::list;
pub(crate) use low::low;
pub use movements::movements;
pub use receive::{GoodsIn, receive};
pub use release::release;
pub use sell::{Sale, sell};
pub use set_backorder::set_backorder;
pub(crate) use take_back::take_back;
