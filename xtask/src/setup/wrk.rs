//! The load generator of `cargo xtask bench`.

use crate::checkout::Checkout;
use crate::failure::Result;
use crate::setup::apt;
use crate::toolbox::Toolbox;

/// Makes sure that `wrk` can be run.
pub fn ensure(checkout: &Checkout, toolbox: &Toolbox) -> Result<()> {
    if toolbox.has("wrk") {
        return Ok(());
    }
    apt::install(checkout, &["wrk"], "The load generator wrk")
}
