//! The audit log: what staff did, who, when, from where, and what it changed. Only ever added to; the database numbers, dates and chains its entries.

pub(crate) mod changes;
mod export;
mod list;
mod verify;
mod write;

pub(crate) use changes::changes;
pub use export::export;
pub use list::list;
pub(crate) use verify::audit;
pub(crate) use write::{Entry, write, write_for};
