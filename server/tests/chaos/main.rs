//! The real program, killed and cut off from its database and its Redis: whatever happens, no order, no money and no mail is lost or doubled.
//!
//! `cargo xtask chaos` runs the long versions. These variables set their length: `ASTRIS_PROOF_SEEDS` (crashes), `ASTRIS_PROOF_SEED` (the first of
//! them; printed by each run), `ASTRIS_PROOF_ROUNDS` (repetitions of the others).

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up ends there")]

mod astris;
mod books;
mod buyer;
mod cluster;
mod crash;
mod journey;
mod load;
mod nodes;
mod outage;
mod proof;
mod scene;
mod staff;
mod without_redis;
