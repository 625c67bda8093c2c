//! Mollie's Payments API, version 2.

mod client;
mod map;
mod wire;

pub use client::{MollieGateway, MollieSettings};
