//! What staff's screens show and do, on a real database: nothing is overwritten unseen, every act is written down, and nobody is told twice.

mod board;
mod catalogue;
mod customers;
mod delivery;
mod earlier;
mod gift_cards;
mod home;
mod lab;
mod listing;
mod log;
mod mails;
mod notices;
mod papers;
mod refunds;
mod saved;
mod screens;
mod settings;
mod stock;
mod stock_bulk;
mod vat;
mod versions;
mod vouchers;
