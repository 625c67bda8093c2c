//! Orders per second. The load itself is `crates/testkit/examples/checkout`.

use std::process::ExitCode;

use super::measured::Measured;
use crate::failure::Result;
use crate::setup::postgres_programs;

/// The server's connections: as many as there are buyers at once.
const CONNECTIONS: &str = "32";

pub fn run() -> Result<ExitCode> {
    let measured = Measured::start("checkout", "bench-checkout", &[("ASTRIS_DATABASE_CONNECTIONS", CONNECTIONS)])?;
    let pgbench = postgres_programs::ensure(measured.checkout(), None)?.path("pgbench");
    measured.load("measuring checkouts, about four minutes", |load| {
        load.env("ASTRIS_BENCH_PGBENCH", pgbench);
    })?;
    Ok(ExitCode::SUCCESS)
}
