//! The secret of the checkout's own shop: made once, and kept beside the database whose contents it seals.

use std::fs;
use std::io::ErrorKind;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::postgres::write_secret;
use crate::random;

/// What the shop calls it.
pub const VARIABLE: &str = "ASTRIS_SECRET_KEY";

/// The secret, made at the first time.
pub fn kept(checkout: &Checkout) -> Result<String> {
    let path = checkout.private().join("secret.key");
    match fs::read_to_string(&path) {
        Ok(secret) => Ok(secret.trim().to_owned()),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let secret = random::secret()?;
            write_secret(&path, &secret)?;
            Ok(secret)
        }
        Err(error) => Err(Failure::io("read", &path, &error)),
    }
}
