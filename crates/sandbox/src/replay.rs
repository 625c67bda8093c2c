//! What was answered under an idempotency key.

use std::collections::HashMap;

use axum::{
    body::Bytes,
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};

/// An answer, kept whole.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) status: StatusCode,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) body: Bytes,
}

impl IntoResponse for Kept {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body).into_response();
        response.headers_mut().remove(CONTENT_TYPE);
        if let Some(content_type) = self.content_type {
            response.headers_mut().insert(CONTENT_TYPE, content_type);
        }
        response
    }
}

/// What a key means for the request that carries it.
#[derive(Debug)]
pub(crate) enum Claim {
    /// New: do the work, then [`Replays::keep`] or [`Replays::release`].
    Fresh,
    /// The first request is still being worked on.
    Running,
    /// The key was used for something else.
    Mismatch,
    /// The answer of the first request.
    Replay(Kept),
}

#[derive(Debug)]
struct Entry {
    fingerprint: [u8; 32],
    since: DateTime<Utc>,
    kept: Option<Kept>,
}

/// The keys of one provider, each within a scope (a mode, an endpoint).
#[derive(Debug, Default)]
pub(crate) struct Replays(HashMap<(String, String), Entry>);

impl Replays {
    /// Looks a key up and takes it if it is free. After `lifetime` a key is free again.
    pub(crate) fn claim(&mut self, at: (&str, &str), fingerprint: [u8; 32], now: DateTime<Utc>, lifetime: TimeDelta) -> Claim {
        let place = (at.0.to_owned(), at.1.to_owned());
        match self.0.get(&place) {
            Some(entry) if entry.kept.is_none() || now - entry.since < lifetime => match &entry.kept {
                _ if entry.fingerprint != fingerprint => Claim::Mismatch,
                Some(kept) => Claim::Replay(kept.clone()),
                None => Claim::Running,
            },
            _ => {
                self.0.insert(place, Entry { fingerprint, since: now, kept: None });
                Claim::Fresh
            }
        }
    }

    /// Keeps the answer to a claimed key.
    pub(crate) fn keep(&mut self, at: (&str, &str), kept: Kept) {
        if let Some(entry) = self.0.get_mut(&(at.0.to_owned(), at.1.to_owned())) {
            entry.kept = Some(kept);
        }
    }

    /// Gives a claimed key back: nothing was done.
    pub(crate) fn release(&mut self, at: (&str, &str)) {
        self.0.remove(&(at.0.to_owned(), at.1.to_owned()));
    }
}

/// What makes two requests the same.
pub(crate) fn fingerprint(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_lives_as_long_as_it_should() {
        let (mut replays, start, hour) = (Replays::default(), DateTime::UNIX_EPOCH, TimeDelta::hours(1));
        let (one, other) = (fingerprint(&[b"a", b"b"]), fingerprint(&[b"ab", b""]));
        assert!(matches!(replays.claim(("test", "k"), one, start, hour), Claim::Fresh));
        assert!(matches!(replays.claim(("test", "k"), one, start, hour), Claim::Running));
        replays.keep(("test", "k"), Kept { status: StatusCode::CREATED, content_type: None, body: Bytes::from_static(b"x") });
        assert!(matches!(replays.claim(("test", "k"), one, start, hour), Claim::Replay(_)));
        assert!(matches!(replays.claim(("test", "k"), other, start, hour), Claim::Mismatch));
        assert!(matches!(replays.claim(("live", "k"), other, start, hour), Claim::Fresh));
        assert!(matches!(replays.claim(("test", "k"), other, start + hour, hour), Claim::Fresh));
        replays.release(("test", "k"));
        assert!(matches!(replays.claim(("test", "k"), one, start + hour, hour), Claim::Fresh));
    }
}
