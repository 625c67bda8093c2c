//! What staff's screens show and do, on a real database: nothing is overwritten unseen, every act is written down, and nobody is told twice.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[expect(dead_code, reason = "another test file looks at the stock")]
#[path = "../buying/mod.rs"]
mod buying;
mod home;
mod lab;
mod listing;
mod log;
mod notices;
mod refunds;
mod screens;
mod versions;
