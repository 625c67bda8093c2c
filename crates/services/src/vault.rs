//! What the shop has to read again and nobody who gets hold of the database may read: sealed with keys that the database does not have.
//!
//! The keys are derived from the operator's secret (HKDF, RFC 5869), one for each purpose. What is sealed is bound to its purpose and to its owner, so
//! that a row which somebody copies to another account opens nothing there.

use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use hkdf::Hkdf;
use sha2::Sha256;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    shop::Entropy,
};

/// Begins what is sealed: AES-256-GCM under a key of HKDF-SHA256, with the nonce in front. Another way would get another number.
const FORMAT: u8 = 1;

/// Bytes of a nonce. It is random: a key would have to seal thousands of millions of secrets before two were likely to be the same.
const NONCE: usize = 12;

/// What something is sealed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// What an authenticator app shares with the shop; its owner is the account.
    AppSecret,
    /// Recovery codes that are about to be shown; their owner is the session.
    RecoveryCodes,
}

impl Purpose {
    /// The key's name. Never changes, or what was sealed stays shut.
    const fn code(self) -> &'static str {
        match self {
            Self::AppSecret => "astris accounts app secret",
            Self::RecoveryCodes => "astris accounts recovery codes",
        }
    }
}

/// Seals and opens. Holds what the operator's secret was made into, and shows it to nobody.
#[derive(Clone)]
pub struct Vault(Hkdf<Sha256>);

impl Vault {
    /// A vault of the operator's secret, which has to be long and random: it is not stretched as a password would be.
    pub fn new(secret: &[u8]) -> Self {
        Self(Hkdf::new(None, secret))
    }

    /// Seals something for its owner.
    ///
    /// # Errors
    /// [`Error::Data`] for more than the cipher takes, which nothing here comes near.
    pub(crate) fn seal(&self, entropy: &dyn Entropy, purpose: Purpose, owner: Uuid, content: &[u8]) -> Result<Vec<u8>> {
        let mut nonce = [0; NONCE];
        entropy.fill(&mut nonce);
        let payload = Payload { msg: content, aad: owner.as_bytes() };
        let shut = self.cipher(purpose)?.encrypt(&Nonce::from(nonce), payload).map_err(|_| Error::Data("nothing can be sealed".into()))?;
        let mut sealed = Vec::with_capacity(1 + NONCE + shut.len());
        sealed.push(FORMAT);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&shut);
        Ok(sealed)
    }

    /// Opens what was sealed for the same purpose and owner.
    ///
    /// # Errors
    /// [`Error::Data`] when it was sealed with another secret, or for something or somebody else, or was changed since.
    pub(crate) fn open(&self, purpose: Purpose, owner: Uuid, sealed: &[u8]) -> Result<Vec<u8>> {
        let shut = || Error::Data(format!("what was sealed for {purpose:?} cannot be opened: ASTRIS_SECRET_KEY is not the one of then"));
        let (nonce, content) = sealed
            .split_first()
            .filter(|(format, _)| **format == FORMAT)
            .and_then(|(_, rest)| rest.split_first_chunk::<NONCE>())
            .ok_or_else(shut)?;
        let payload = Payload { msg: content, aad: owner.as_bytes() };
        self.cipher(purpose)?.decrypt(&Nonce::from(*nonce), payload).map_err(|_| shut())
    }

    fn cipher(&self, purpose: Purpose) -> Result<Aes256Gcm> {
        let mut key = [0; 32];
        self.0.expand(purpose.code().as_bytes(), &mut key).map_err(|_| Error::Data("no key can be derived".into()))?;
        Ok(Aes256Gcm::new(&key.into()))
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Vault(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::SystemEntropy;

    const OWNER: Uuid = Uuid::from_u128(7);
    const CONTENT: &[u8] = b"12345678901234567890";

    fn vault() -> Vault {
        Vault::new(b"a secret that is long enough for a test")
    }

    fn sealed() -> Vec<u8> {
        vault().seal(&SystemEntropy, Purpose::AppSecret, OWNER, CONTENT).unwrap()
    }

    #[test]
    fn what_is_sealed_is_hidden_and_opens_again() {
        let (once, again) = (sealed(), sealed());
        assert_ne!(once, again, "the same content does not look the same");
        assert!(!once.windows(CONTENT.len()).any(|part| part == CONTENT));
        assert_eq!(vault().open(Purpose::AppSecret, OWNER, &once).unwrap(), CONTENT);
    }

    #[test]
    fn nothing_else_opens_it() {
        let sealed = sealed();
        assert!(Vault::new(b"another secret, as long as the first one").open(Purpose::AppSecret, OWNER, &sealed).is_err());
        assert!(vault().open(Purpose::RecoveryCodes, OWNER, &sealed).is_err());
        assert!(vault().open(Purpose::AppSecret, Uuid::from_u128(8), &sealed).is_err());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(vault().open(Purpose::AppSecret, OWNER, &changed).is_err(), "byte {at}");
        }
        for length in 0..sealed.len() {
            assert!(vault().open(Purpose::AppSecret, OWNER, &sealed[..length]).is_err(), "{length} bytes");
        }
    }

    #[test]
    fn keys_stay_the_same() {
        // Made by another implementation of the same standards; what a later one cannot open is lost to those who own it.
        let sealed = vault().seal(&Zeros, Purpose::AppSecret, OWNER, CONTENT).unwrap();
        assert_eq!(hex(&sealed), "010000000000000000000000009d6b44e074bc76c7b26c730eb1cd037074dbde8b514bde7c608e0c7dc3d2d6bcac1d8ebc");
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }

    #[derive(Debug)]
    struct Zeros;

    impl Entropy for Zeros {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(0);
        }
    }
}
