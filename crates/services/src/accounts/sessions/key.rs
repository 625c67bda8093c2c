use sha2::{Digest, Sha256};

/// What a session is found by: a hash of its id, which the cookie carries and nobody else is to know.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SessionKey([u8; 32]);

impl SessionKey {
    /// The key of a session's id. Not the hash that the ephemeral store's key is made of: who reads one table cannot tell what of it belongs to which
    /// account.
    pub fn of(id: &str) -> Self {
        Self(Sha256::new().chain_update("accounts.session:").chain_update(id).finalize().into())
    }

    pub(super) const fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for SessionKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SessionKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_its_ids_alone_and_hides_it() {
        assert_eq!(SessionKey::of("a"), SessionKey::of("a"));
        assert_ne!(SessionKey::of("a"), SessionKey::of("b"));
        assert_ne!(SessionKey::of("a").bytes(), Sha256::digest("a").as_slice());
        assert_eq!(format!("{:?}", SessionKey::of("a")), "SessionKey(…)");
    }
}
