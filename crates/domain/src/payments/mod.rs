//! Payments: attempts to pay an order through a gateway, and what the gateway says of them.

mod check_digits;
mod creditor_reference;
mod gift_card;
mod iban;
mod qr_reference;
mod reference;
mod refund;
mod refusal;
mod state;
mod views;

pub use creditor_reference::*;
pub use gift_card::*;
pub use iban::*;
pub use qr_reference::*;
pub use reference::*;
pub use refund::*;
pub use refusal::*;
pub use state::*;
pub use views::*;
