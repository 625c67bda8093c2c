//! Second factors: codes made by an app, and recovery codes for the day it is lost.

mod enrol;
mod kept;
mod picture;
mod prove;
mod recovery;
mod remove;
mod store;
mod take;

pub use enrol::{begin_codes, confirm_codes};
pub use kept::{forget_recovery_codes, keep_recovery_codes, kept_recovery_codes};
pub use prove::{second_factor, step_up};
pub use recovery::renew_recovery_codes;
pub(super) use recovery::replace;
pub use remove::remove_codes;
pub(super) use store::{of, remove, remove_since};
