//! Accounts: a person's way in, and what the shop keeps for them.

pub mod limits;
pub mod roles;
pub mod sessions;
