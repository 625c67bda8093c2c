//! Shops for tests: each with a database of its own made from the migrations, the real adapters against a sandbox in the test's process, a
//! clock that is set by hand, and builders for what a test needs in the catalogue.
//!
//! ```no_run
//! # async fn example() {
//! testkit::TestShop::run(|test| async move {
//!     let product = testkit::product().price(4_990).stock(3).insert(&test).await;
//!     let cart = services::cart::add(&test.shop, Default::default(), testkit::guest(), product.variant(), 1).await.unwrap();
//!     assert_eq!(cart.items_total, 4_990);
//! })
//! .await;
//! # }
//! ```
//!
//! Servers are named by `TEST_DATABASE_URL` (a superuser's URL of PostgreSQL) and `TEST_REDIS_URL`; `cargo xtask test` starts both.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test whose shop cannot be set up ends there, and says why"
)]

mod accounts;
mod clock;
mod database;
mod entropy;
mod forms;
mod products;
mod redis;
mod servers;
mod shop;

pub use accounts::{PASSWORD, STAFF, caller, registration};
pub use clock::TestClock;
pub use entropy::SeededEntropy;
pub use forms::{account, form, guest};
pub use products::{ProductBuilder, TestProduct, product};
pub use redis::{RedisServer, copies_are_used};
pub use servers::{database_url, redis_url};
pub use shop::{Options, TestShop};
