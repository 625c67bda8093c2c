//! The store for what may be lost: sessions, guest carts, drafts, small caches. Every entry has a version and a time to live.
//!
//! The truth is an unlogged table of PostgreSQL, which survives a restart and is emptied by a crash. Where Redis (or Valkey) is configured, it
//! holds copies that are read instead, so that the database is spared nearly all reading. Both answer alike, so nothing above can tell whether
//! there is a Redis, nor whether it has just gone away. No order and no payment depends on an entry being there.
//!
//! # When Redis is stopped or hangs
//!
//! - The first command that fails or takes longer than 150 ms opens this node's breaker: that request goes on in PostgreSQL, and no further one
//!   waits for Redis. A probe in the background closes the breaker when Redis answers again.
//! - Reading and writing go on with everything that was there before, since every write has always gone to PostgreSQL. Sessions, carts and their
//!   versions are the same during and after the outage: nobody is logged out, nothing is lost, no version goes backwards.
//! - A change is made against the version in PostgreSQL, always. However differently nodes see Redis, of two changes against one version one wins.
//!
//! # Which copies count
//!
//! A copy must never outlive a change that it does not hold. So a writer first announces the change in Redis, which takes the copy away and keeps
//! others from putting an older one back; then it writes to PostgreSQL; then it puts the new copy. A writer that dies in between leaves an
//! announcement that is over after 30 s, and until then the entry is read from PostgreSQL.
//!
//! A node that cannot announce says so in `ephemeral_cache` before it writes: the epoch of the copies is over, and for half a minute, prolonged as
//! long as it goes on writing, no node uses copies. Other nodes look there once a second. So this is all that can be seen of an outage that
//! one node has and another has not: for up to a second, the other one may show an entry as it was before a change made at the first. A change
//! based on that does not fit the version in PostgreSQL and is made anew from there.
//!
//! # Counts
//!
//! Counts of tries have no copies: they are in Redis alone, where counting costs the database nothing, and in an unlogged table while Redis does not
//! answer. An outage can only make them smaller, so it never keeps anybody out; whoever is counted has twice as many tries then, at most.
//!
//! When PostgreSQL crashes, the table is empty afterwards. What has a copy in Redis is still read there, and written back with its next change.

mod breaker;
mod cached;
mod counting;
mod error;
mod postgres;
mod redis;
mod store;

pub use error::EphemeralError;
pub use store::{Count, Entry, Ephemeral};
