//! The whole shop in the test's process: a server on a port of its own, in front of a database of its own and the sandbox.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up ends there")]

mod busy;
mod cookies;
mod door;
mod faults;
mod files;
mod limits;
mod pages;
mod races;
mod running;
mod sessions;
mod stopping;
mod webhooks;
mod worker;
