//! What the books should look like: plain values, no I/O, and none of the shop's own decisions.

pub mod cart;
mod chargeback;
mod fulfilment;
mod gateway;
mod gift_card;
mod log_in;
mod mail;
mod order;
pub mod payment;
mod reached;
mod refund;
mod returns;
mod transfer;
mod voucher;

use std::collections::BTreeMap;

pub use chargeback::Chargeback;
pub use fulfilment::Parcel;
pub use gateway::{Bank, Gateway, Notice, Post};
pub use gift_card::{Card, GiftPart};
pub use log_in::Left;
pub use mail::{Mail, MailState, Recipient};
pub use order::{Order, delivery_fee};
pub use payment::{Payment, There};
pub use refund::{Given, REFUND_STEP, Refund, SHORTEST_PAUSE, Wish};
pub use returns::Return;
pub use transfer::Transfer;
pub use voucher::{Benefit, Used, VOUCHERS};

/// A minute of the model's time, which counts milliseconds.
pub const MINUTE: u64 = 60_000;

/// Pieces of a product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Level {
    pub available: u32,
    pub held: u32,
    pub sold: u32,
}

/// The whole shop. Products, buyers, orders, payments, refunds, parcels and returns are known by their numbers.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Rappen for a piece of each product.
    pub prices: Vec<i64>,
    pub levels: Vec<Level>,
    /// Pieces of each product that were sent back and are for sale again.
    pub restocked: Vec<u32>,
    /// Pieces by product, of each buyer.
    pub carts: Vec<BTreeMap<usize, u32>>,
    pub cards: Vec<Card>,
    /// The card that each buyer has entered.
    pub cards_in_use: Vec<Option<usize>>,
    /// The voucher that each buyer has entered.
    pub vouchers_in_use: Vec<Option<usize>>,
    /// Who has a checkout form that was refused, and whose address stands in it: it is kept for them.
    pub drafts: Vec<Option<usize>>,
    pub orders: Vec<Order>,
    pub payments: Vec<Payment>,
    pub refunds: Vec<Refund>,
    pub parcels: Vec<Parcel>,
    pub returns: Vec<Return>,
    pub notices: Vec<Notice>,
    pub mails: Vec<Mail>,
    pub gateway: Gateway,
    pub bank: Bank,
    pub post: Post,
    /// Whether the gateway lets the shop call open payments off.
    pub cancelable: bool,
    /// What the clock says. It stands still but for a moment with each step, and goes on when a step lets time pass.
    pub now: u64,
}
