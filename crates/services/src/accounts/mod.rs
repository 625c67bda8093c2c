//! Accounts: a person's way in, and what the shop keeps for them.
//!
//! What somebody who is not logged in may ask for - an account, a new password - is written down and answered before anybody has looked whether there is
//! such an account ([`work_requests`] does the rest), so no answer and no time tells. A log-in has to look; it does the same work either way.
//!
//! Locks are taken in this order: the address (an advisory lock), the account's row, its tokens and second factors, its sessions.

mod caller;
pub mod limits;
mod passwords;
pub mod roles;
pub mod sessions;
mod strength;

pub use caller::Caller;
pub use passwords::Passwords;
