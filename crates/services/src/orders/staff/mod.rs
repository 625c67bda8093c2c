//! What staff see of orders, and what they write about them.

mod counts;
mod cursor;
mod export;
mod facts;
mod happenings;
mod list;
mod note;
mod paid_lines;
mod people;
mod picking;
mod saved;

pub(crate) use counts::{day, open_returns, to_ship};
pub use export::{OrderExport, export};
pub(crate) use facts::{facts, line_facts};
pub(crate) use happenings::happenings;
pub use list::list;
pub use note::add_note;
pub(crate) use note::{forget_notes, notes};
pub(crate) use paid_lines::paid_lines;
pub(crate) use people::{Guest, Whose, accounts_named, bought, count_of, guest, guest_addresses, guests, orders_of};
pub(crate) use picking::{LineToPick, ToPick, order_of_parcel, to_pick};
pub(crate) use saved::forget_saved;
pub use saved::{remove_search, save_search, saved};
