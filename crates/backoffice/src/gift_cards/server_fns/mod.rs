//! The server functions of gift cards. Each form is a plain form's target: it leads back to the screen.

mod block_gift_card;
mod correct_gift_card;
mod issue_gift_card;
mod read_gift_card;
mod read_gift_cards;
mod read_new_gift_card;

pub use block_gift_card::*;
pub use correct_gift_card::*;
pub use issue_gift_card::*;
pub use read_gift_card::*;
pub use read_gift_cards::*;
pub use read_new_gift_card::*;
