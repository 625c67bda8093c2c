//! What staff's screens show and do. It has no tables: it puts together what the rooms know, and lets them act for somebody who saw what a screen showed.
//! Who may is decided by the rooms' verbs.

pub mod catalogue;
mod entered;
mod home;
mod me;
pub mod orders;

pub use entered::{entered, keep_entered};
pub use home::home;
pub use me::me;
