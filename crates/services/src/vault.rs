//! What the shop has to read again and nobody who gets hold of the database may read: sealed with keys that the database does not have.
//!
//! The keys are derived from the operator's secret (HKDF, RFC 5869), one for each purpose. What is sealed is bound to its purpose and to its owner, so
//! that a row which somebody copies to another account opens nothing there.
//!
//! The secret can be changed: what the one before has sealed names its key, opens as long as the operator tells that secret as well, and is sealed anew
//! when its owner uses it next.

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

/// Begins what is sealed: AES-256-GCM under a key of HKDF-SHA256, with the name of the secret and the nonce in front. Another way would get another number.
const FORMAT: u8 = 2;

/// The same without the name: as it was before there could be two secrets.
const NAMELESS: u8 = 1;

/// Bytes of a secret's name.
const NAME: usize = 4;

/// What a secret's name is derived for. Never changes, or what was sealed stays shut.
const NAMING: &[u8] = b"astris key id";

/// Bytes of a nonce. It is random: a key would have to seal thousands of millions of secrets before two were likely to be the same.
const NONCE: usize = 12;

/// What something is sealed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// What an authenticator app shares with the shop; its owner is the account.
    AppSecret,
    /// Recovery codes that are about to be shown; their owner is the session.
    RecoveryCodes,
    /// A gift card's code that is about to be shown; its owner is the card.
    GiftCard,
}

impl Purpose {
    /// The key's name. Never changes, or what was sealed stays shut.
    const fn code(self) -> &'static str {
        match self {
            Self::AppSecret => "astris accounts app secret",
            Self::RecoveryCodes => "astris accounts recovery codes",
            Self::GiftCard => "astris payments gift card",
        }
    }
}

/// Seals and opens. Holds what the operator's secrets were made into, and shows it to nobody.
#[derive(Clone)]
pub struct Vault {
    present: Secret,
    previous: Option<Secret>,
}

/// What keys are derived from.
#[derive(Clone)]
struct Secret {
    /// Tells it from others, and nothing about it.
    name: [u8; NAME],
    keys: Hkdf<Sha256>,
}

impl Vault {
    /// A vault of the operator's secret, which has to be long and random: it is not stretched as a password would be.
    pub fn new(secret: &[u8]) -> Self {
        Self { present: Secret::new(secret), previous: None }
    }

    /// The same, which opens what another secret has sealed as well: the one before this one.
    #[must_use]
    pub fn with_previous(self, secret: &[u8]) -> Self {
        Self { previous: Some(Secret::new(secret)), ..self }
    }

    /// Seals something for its owner.
    ///
    /// # Errors
    /// [`Error::Data`] for more than the cipher takes, which nothing here comes near.
    pub(crate) fn seal(&self, entropy: &dyn Entropy, purpose: Purpose, owner: Uuid, content: &[u8]) -> Result<Vec<u8>> {
        let mut nonce = [0; NONCE];
        entropy.fill(&mut nonce);
        let payload = Payload { msg: content, aad: owner.as_bytes() };
        let cipher = self.present.cipher(purpose)?;
        let shut = cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| Error::Data("nothing can be sealed".into()))?;
        Ok([&[FORMAT][..], self.present.name.as_slice(), nonce.as_slice(), shut.as_slice()].concat())
    }

    /// Opens what was sealed for the same purpose and owner, with this secret or the previous one.
    ///
    /// # Errors
    /// [`Error::Data`] when it was sealed with another secret, or for something or somebody else, or was changed since.
    pub(crate) fn open(&self, purpose: Purpose, owner: Uuid, sealed: &[u8]) -> Result<Vec<u8>> {
        let (name, shut) = parts(sealed).unwrap_or_default();
        for secret in [Some(&self.present), self.previous.as_ref()].into_iter().flatten() {
            if name.is_none_or(|name| *name == secret.name)
                && let Some(content) = secret.open(purpose, owner, shut)?
            {
                return Ok(content);
            }
        }
        let why = "neither ASTRIS_SECRET_KEY nor ASTRIS_SECRET_KEY_PREVIOUS is the one of then";
        Err(Error::Data(format!("what was sealed for {purpose:?} cannot be opened: {why}")))
    }

    /// Whether it should be sealed anew when it is written next: with the present secret, under its name.
    pub(crate) fn is_outdated(&self, sealed: &[u8]) -> bool {
        parts(sealed).and_then(|(name, _)| name) != Some(&self.present.name)
    }
}

/// Which secret has sealed something, if that is said, and the nonce with what follows it.
fn parts(sealed: &[u8]) -> Option<(Option<&[u8; NAME]>, &[u8])> {
    match sealed.split_first()? {
        (&FORMAT, rest) => rest.split_first_chunk().map(|(name, rest)| (Some(name), rest)),
        (&NAMELESS, rest) => Some((None, rest)),
        _ => None,
    }
}

impl Secret {
    fn new(secret: &[u8]) -> Self {
        let keys = Hkdf::new(None, secret);
        let mut name = [0; NAME];
        // Fails for names longer than 255 hashes alone; all zeros would be a name as well.
        let _ = keys.expand(NAMING, &mut name);
        Self { name, keys }
    }

    /// Opens nonce and content; none when it does not fit.
    fn open(&self, purpose: Purpose, owner: Uuid, shut: &[u8]) -> Result<Option<Vec<u8>>> {
        let Some((nonce, content)) = shut.split_first_chunk::<NONCE>() else { return Ok(None) };
        let payload = Payload { msg: content, aad: owner.as_bytes() };
        Ok(self.cipher(purpose)?.decrypt(&Nonce::from(*nonce), payload).ok())
    }

    fn cipher(&self, purpose: Purpose) -> Result<Aes256Gcm> {
        let mut key = [0; 32];
        self.keys.expand(purpose.code().as_bytes(), &mut key).map_err(|_| Error::Data("no key can be derived".into()))?;
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

    /// Made by another implementation of the same standards; what a later one cannot open is lost to those who own it.
    const OF_BEFORE: &str = "010000000000000000000000009d6b44e074bc76c7b26c730eb1cd037074dbde8b514bde7c608e0c7dc3d2d6bcac1d8ebc";
    const OF_TODAY: &str = "02fdca07360000000000000000000000009d6b44e074bc76c7b26c730eb1cd037074dbde8b514bde7c608e0c7dc3d2d6bcac1d8ebc";

    #[test]
    fn keys_stay_the_same() {
        let sealed = vault().seal(&Zeros, Purpose::AppSecret, OWNER, CONTENT).unwrap();
        assert_eq!(hex(&sealed), OF_TODAY);
        assert!(!vault().is_outdated(&sealed));
        let before = bytes(OF_BEFORE);
        assert_eq!(vault().open(Purpose::AppSecret, OWNER, &before).unwrap(), CONTENT);
        assert!(vault().is_outdated(&before), "it gets a name when it is written next");
        assert!(
            vault().open(Purpose::RecoveryCodes, OWNER, &before).is_err()
                && vault().open(Purpose::AppSecret, Uuid::from_u128(8), &before).is_err()
        );
    }

    #[test]
    fn a_secret_can_be_followed_by_another_one() {
        let (before, today) =
            (Vault::new(b"the secret of last year, which got about"), Vault::new(b"the secret of this year, which nobody has"));
        let both = today.clone().with_previous(b"the secret of last year, which got about");
        let old = before.seal(&SystemEntropy, Purpose::AppSecret, OWNER, CONTENT).unwrap();
        assert!(today.open(Purpose::AppSecret, OWNER, &old).is_err());
        assert_eq!(both.open(Purpose::AppSecret, OWNER, &old).unwrap(), CONTENT);
        assert!(both.is_outdated(&old) && !before.is_outdated(&old));
        assert!(
            both.open(Purpose::AppSecret, Uuid::from_u128(8), &old).is_err() && both.open(Purpose::RecoveryCodes, OWNER, &old).is_err()
        );

        // What is sealed now needs the new secret alone.
        let new = both.seal(&SystemEntropy, Purpose::AppSecret, OWNER, CONTENT).unwrap();
        assert!(before.open(Purpose::AppSecret, OWNER, &new).is_err() && !both.is_outdated(&new));
        assert_eq!(today.open(Purpose::AppSecret, OWNER, &new).unwrap(), CONTENT);

        // Without a name both are tried.
        let after = Vault::new(b"yet another secret, of the year to come").with_previous(b"a secret that is long enough for a test");
        assert_eq!(after.open(Purpose::AppSecret, OWNER, &bytes(OF_BEFORE)).unwrap(), CONTENT);
        assert!(both.open(Purpose::AppSecret, OWNER, &bytes(OF_BEFORE)).is_err());
    }

    #[test]
    fn a_name_tells_nothing_of_its_secret() {
        let sealed = sealed();
        let name = &sealed[1..=NAME];
        assert_ne!(name, Vault::new(b"another secret, as long as the first one").present.name);
        let mut key = [0; 32];
        vault().present.keys.expand(Purpose::AppSecret.code().as_bytes(), &mut key).unwrap();
        assert!(!key.windows(NAME).any(|part| part == name));
    }

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
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
