//! The secret that keys are derived from.

use secrecy::{ExposeSecret, SecretString};

use super::{reader::Reader, variable::Variable};

const SECRET_KEY: Variable = Variable::new("ASTRIS_SECRET_KEY", "secret_key");
const PREVIOUS: Variable = Variable::new("ASTRIS_SECRET_KEY_PREVIOUS", "secret_key_previous");

/// What a shop is given that holds nothing worth a secret. Everybody knows it.
const OF_DEVELOPMENT: &str = "everybody-knows-this-secret-of-development";

/// Fewest characters: 32 of Base64 are 192 random bits.
const SHORTEST: usize = 32;

const REMEDY: &str = "Make one with `openssl rand -base64 32` and keep it: what it has sealed, such as the secrets of authenticator apps, opens with no other";

const REMEDY_PREVIOUS: &str =
    "Set it to what ASTRIS_SECRET_KEY was before, or leave it out if nothing is left that the former key has sealed";

/// The secret, and the one before it.
#[derive(Clone, Debug)]
pub struct Secrets {
    /// Seals and opens.
    pub present: SecretString,
    /// Opens what it has sealed when it was the present one.
    pub previous: Option<SecretString>,
}

impl Secrets {
    /// Reads both; production must have a secret of its own.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        let present = present(reader);
        let previous = reader.text(PREVIOUS).map(SecretString::from);
        if let Some(previous) = &previous {
            check(reader, PREVIOUS, previous, REMEDY_PREVIOUS);
            if previous.expose_secret() == present.expose_secret() {
                reader.fault(PREVIOUS, format!("is the same as {}", SECRET_KEY.name), REMEDY_PREVIOUS);
            }
        }
        Self { present, previous }
    }
}

fn present(reader: &mut Reader<'_>) -> SecretString {
    if !reader.production && reader.text(SECRET_KEY).is_none() {
        return OF_DEVELOPMENT.into();
    }
    let secret = reader.secret(SECRET_KEY, REMEDY);
    if let Some(secret) = &secret {
        check(reader, SECRET_KEY, secret, REMEDY);
    }
    secret.unwrap_or_default()
}

fn check(reader: &mut Reader<'_>, variable: Variable, secret: &SecretString, remedy: &str) {
    let text = secret.expose_secret();
    if text.chars().count() < SHORTEST {
        reader.fault(variable, format!("has fewer than {SHORTEST} characters"), remedy);
    } else if reader.production && text == OF_DEVELOPMENT {
        reader.fault(variable, "is the one of development, which everybody knows", remedy);
    }
}
