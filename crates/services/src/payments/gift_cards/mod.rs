//! Gift cards: a means of payment that the shop issues itself, and owes until it is spent. Tax is due when goods are sold, not when a card is: issuing
//! one is no supply.

mod balance;
mod find;
mod give_back;
mod issue;
mod redeem;
pub mod staff;
mod take_again;
mod tries;

pub use balance::balance;
pub(crate) use find::{find, usable};
pub(crate) use give_back::give_back;
pub(crate) use issue::issue_known;
pub use issue::{IssuedGiftCard, NewGiftCard, issue};
pub(crate) use redeem::redeem;
pub(crate) use take_again::take_again;
pub(crate) use tries::count_try;
