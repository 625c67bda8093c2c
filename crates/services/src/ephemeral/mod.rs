//! The store for what may be lost: sessions, guest carts, caches, counters. Every entry has a version and a time to live.
//!
//! One store, two places: Redis (or Valkey) when one is configured, else an unlogged table of PostgreSQL. Both answer alike, so nothing above
//! can tell them apart. No order and no payment depends on an entry being there.

mod error;
mod postgres;
mod redis;
mod store;

pub use error::EphemeralError;
pub use store::{Entry, Ephemeral};
