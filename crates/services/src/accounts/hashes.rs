//! Hashes of passwords: argon2id, in memory that is kept from one to the next.

use std::sync::{Arc, Mutex, PoisonError};

use argon2::{
    Argon2, Block, Params,
    password_hash::{
        PasswordVerifier,
        phc::{Output, ParamsString, PasswordHash, Salt},
    },
};

use crate::error::{Error, Result};

/// What OWASP's password storage cheat sheet asks for at least: 19 MiB, 2 passes, 1 lane.
const PARAMS: Params = Params::DEFAULT;

/// How a hash made with [`PARAMS`] begins; one that begins otherwise is made anew at the next log-in.
const BEGINNING: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

/// The hash that is compared with where there is none: made like all others, of no password, so that it takes as long.
pub const OF_NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$YXN0cmlzIG5vYm9keSA6KQ$VGhpcyBpcyB0aGUgaGFzaCBvZiBubyBwYXNzd29yZCE";

/// Makes and compares hashes. Their memory is kept: 19 MiB taken from the kernel for each would be cleared and handed out page by page, at the cost of
/// whatever else the machine does.
#[derive(Clone, Default)]
pub struct Hashes(Arc<Mutex<Vec<Vec<Block>>>>);

impl Hashes {
    /// The hash as a PHC string.
    ///
    /// # Errors
    /// [`Error::Data`] for what argon2 does not take.
    pub fn hash(&self, password: &[u8], salt: [u8; 16]) -> Result<String> {
        let salt = Salt::new(&salt).map_err(failed)?;
        let hash = Some(self.output(password, &salt)?);
        let argon2 = Argon2::from(PARAMS);
        let (params, version) = (ParamsString::try_from(argon2.params()).map_err(failed)?, Some(argon2::Version::default().into()));
        Ok(PasswordHash { algorithm: argon2::ARGON2ID_IDENT, version, params, salt: Some(salt), hash }.to_string())
    }

    /// Whether it is the password of this hash.
    ///
    /// # Errors
    /// [`Error::Data`] for what is no hash.
    pub fn verify(&self, password: &[u8], hash: &str) -> Result<bool> {
        let known = PasswordHash::new(hash).map_err(failed)?;
        match (known.salt, known.hash) {
            // Compared in constant time, as all outputs are.
            (Some(salt), Some(output)) if !is_outdated(hash) => Ok(self.output(password, &salt)? == output),
            _ => Ok(Argon2::default().verify_password(password, &known).is_ok()),
        }
    }

    fn output(&self, password: &[u8], salt: &Salt) -> Result<Output> {
        let mut memory = self.kept().pop().unwrap_or_else(|| vec![Block::default(); PARAMS.block_count()]);
        let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
        let made = Argon2::from(PARAMS).hash_password_into_with_memory(password, salt, &mut output, &mut memory);
        self.kept().push(memory);
        made.map_err(failed)?;
        Output::new(&output).map_err(failed)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Vec<Vec<Block>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Hashes {
    /// Without what is in the memory.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Hashes")
    }
}

/// Whether the hash was made with lesser parameters than those of today.
pub fn is_outdated(hash: &str) -> bool {
    !hash.starts_with(BEGINNING)
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Data(format!("password hash: {error}"))
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::PasswordHasher;

    use super::*;

    const SALT: [u8; 16] = *b"sixteen of bytes";

    #[test]
    fn they_are_argon2s_own_in_used_memory_too() {
        let hashes = Hashes::default();
        for password in ["first", "second", "first"] {
            let plain: PasswordHash = Argon2::default().hash_password_with_salt(password.as_bytes(), &SALT).unwrap();
            assert_eq!(hashes.hash(password.as_bytes(), SALT).unwrap(), plain.to_string());
        }
        assert_eq!(hashes.kept().len(), 1, "one after the other needs one memory");
    }

    #[test]
    fn a_hash_knows_its_password() {
        let hashes = Hashes::default();
        let hash = hashes.hash(b"caf\xc3\xa9", SALT).unwrap();
        assert!(hash.starts_with(BEGINNING) && !is_outdated(&hash));
        assert!(hashes.verify(b"caf\xc3\xa9", &hash).unwrap());
        assert!(!hashes.verify(b"cafe", &hash).unwrap());
        assert!(hashes.verify(b"cafe", "no hash").is_err());
    }

    #[test]
    fn hashes_with_lesser_parameters_are_still_known() {
        let lesser = Argon2::from(Params::new(64, 1, 1, None).unwrap());
        let hash: PasswordHash = lesser.hash_password_with_salt(b"old", &SALT).unwrap();
        let (hash, hashes) = (hash.to_string(), Hashes::default());
        assert!(is_outdated(&hash) && hashes.verify(b"old", &hash).unwrap() && !hashes.verify(b"new", &hash).unwrap());
    }

    #[test]
    fn nobodys_hash_is_made_like_all_others() {
        let hash = PasswordHash::new(OF_NOBODY).unwrap();
        assert!(!is_outdated(OF_NOBODY));
        assert_eq!((hash.salt.unwrap().len(), hash.hash.unwrap().len()), (16, Params::DEFAULT_OUTPUT_LEN));
        assert!(!Hashes::default().verify(b"", OF_NOBODY).unwrap());
        assert_eq!((PARAMS.m_cost(), PARAMS.t_cost(), PARAMS.p_cost()), (19 * 1024, 2, 1));
    }
}
