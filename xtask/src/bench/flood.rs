//! What a flood of log-ins does to those who look at the catalogue. The load itself is `crates/testkit/examples/flood`.

use std::process::ExitCode;

use super::measured::Measured;
use crate::failure::Result;

/// The load program speaks for people from everywhere, as a proxy does.
const PROXY: (&str, &str) = ("ASTRIS_TRUSTED_PROXIES", "127.0.0.1");

pub fn run() -> Result<ExitCode> {
    Measured::start("flood", "bench-flood", &[PROXY])?
        .load("measuring pages without and with a flood, about two and a half minutes", |_| {})?;
    Ok(ExitCode::SUCCESS)
}
