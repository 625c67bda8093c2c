//! The whole shop in the test's process: a server on a port of its own, in front of a database of its own and the sandbox.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up ends there")]

mod account_access;
mod account_cart;
mod account_sessions;
mod attempts;
mod backoffice;
mod backoffice_catalogue;
mod backoffice_imports;
mod busy;
mod configuration;
mod cookies;
mod documents;
mod door;
mod faults;
mod files;
mod floods;
mod limits;
mod log_book;
mod log_privacy;
mod mixing;
mod order_page;
mod own_data;
mod pages;
mod people;
mod permissions;
mod pool;
mod races;
mod redis;
mod refunds;
mod running;
mod sessions;
mod sold_out;
mod stopping;
mod tampering;
mod texts_that_attack;
mod vouchers;
mod webhooks;
mod worker;
