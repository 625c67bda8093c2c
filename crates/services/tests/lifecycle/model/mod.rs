//! What the books should look like: plain values, no I/O, and none of the shop's own decisions.

pub mod cart;
mod gateway;
mod mail;
mod order;
pub mod payment;

use std::collections::BTreeMap;

pub use gateway::{Gateway, Notice, Post};
pub use mail::{Mail, MailState};
pub use order::{Order, delivery_fee};
pub use payment::{Payment, There};

/// Pieces of a product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Level {
    pub available: u32,
    pub held: u32,
    pub sold: u32,
}

/// The whole shop. Products, buyers, orders and payments are known by their numbers.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Rappen for a piece of each product.
    pub prices: Vec<i64>,
    pub levels: Vec<Level>,
    /// Pieces by product, of each buyer.
    pub carts: Vec<BTreeMap<usize, u32>>,
    pub orders: Vec<Order>,
    pub payments: Vec<Payment>,
    pub notices: Vec<Notice>,
    pub mails: Vec<Mail>,
    pub gateway: Gateway,
    pub post: Post,
}
