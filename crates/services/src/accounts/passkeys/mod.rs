//! Passkeys (W3C Web Authentication, level 3): a second factor beside the password, and a way in without one. Who uses a passkey has unlocked the device that
//! has it, so it counts as both factors.
//!
//! Each ceremony has two halves: a challenge that the shop keeps for some minutes, and the device's answer to it, which is taken once.

mod ceremony;
mod enter;
mod list;
mod party;
mod register;
mod store;

pub use enter::{begin_passkey, begin_passkey_of, enter_with_passkey, step_up_with_passkey};
pub use list::{passkeys, remove_passkey};
pub use party::takes_passkeys;
pub use register::{begin_passkey_registration, confirm_passkey};
