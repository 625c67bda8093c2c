//! The Redis server that the tests run against.

use std::path::PathBuf;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::setup::apt;
use crate::toolbox::Toolbox;

/// Redis, or Valkey where a distribution has replaced it.
const PROGRAMS: [&str; 2] = ["redis-server", "valkey-server"];

/// The server program, installed if missing.
pub fn ensure(checkout: &Checkout, toolbox: &Toolbox) -> Result<PathBuf> {
    let find = || PROGRAMS.iter().find_map(|program| toolbox.find(program));
    if let Some(program) = find() {
        return Ok(program);
    }
    apt::install(checkout, &["redis-server"], "Redis")?;
    find().ok_or_else(|| Failure::new("redis-server was installed but is not on PATH: add its folder to PATH."))
}
