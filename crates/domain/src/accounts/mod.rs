//! People who log in: who they are, what they may do, and what the shop tells nobody about them.

pub mod network;
mod permissions;
mod principal;
mod roles;

pub use permissions::*;
pub use principal::*;
pub use roles::*;
