//! Gift cards: the table, and one of them in a panel beside it.

mod act;
mod block;
mod correction;
mod facts;
mod fields;
mod filters;
mod gift_card_panel;
mod gift_cards_page;
mod list;
mod movements;
mod new_panel;
mod once;
mod query;
mod screen;
mod search;
pub mod server_fns;
mod words;

pub use fields::GiftCardFields;
pub use gift_card_panel::GiftCardPanel;
pub use gift_cards_page::GiftCardsPage;
pub use new_panel::NewGiftCardPanel;
pub use screen::GiftCardScreen;
