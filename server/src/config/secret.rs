//! The secret that keys are derived from.

use secrecy::{ExposeSecret, SecretString};

use super::{reader::Reader, variable::Variable};

const SECRET_KEY: Variable = Variable::new("ASTRIS_SECRET_KEY", "secret_key");

/// What a shop is given that holds nothing worth a secret. Everybody knows it.
const OF_DEVELOPMENT: &str = "everybody-knows-this-secret-of-development";

/// Fewest characters: 32 of Base64 are 192 random bits.
const SHORTEST: usize = 32;

const REMEDY: &str = "Make one with `openssl rand -base64 32` and keep it: what it has sealed, such as the secrets of authenticator apps, opens with no other";

/// Reads the secret; production must have one of its own.
pub fn read(reader: &mut Reader<'_>) -> SecretString {
    if !reader.production && reader.text(SECRET_KEY).is_none() {
        return OF_DEVELOPMENT.into();
    }
    let secret = reader.secret(SECRET_KEY, REMEDY);
    if let Some(text) = secret.as_ref().map(ExposeSecret::expose_secret) {
        if text.chars().count() < SHORTEST {
            reader.fault(SECRET_KEY, format!("has fewer than {SHORTEST} characters"), REMEDY);
        } else if reader.production && text == OF_DEVELOPMENT {
            reader.fault(SECRET_KEY, "is the one of development, which everybody knows", REMEDY);
        }
    }
    secret.unwrap_or_default()
}
