//! Sessions: a cookie with a random name for the visitor, and what belongs to it in the [`Ephemeral`] store.
//!
//! A visitor gets one with the first thing that is put into the cart, not before. tower-sessions saves a session after the handler, whole, and
//! turns the answer into a 500 if that fails, though the handler's work (an order!) is committed by then. So [`Sessions`] never lets a save
//! fail: it tries twice, logs, and lets the answer go out. What is lost then is a cart's owner, never an order: whoever places one gets its
//! token in the answer itself.
//!
//! What was deleted does not come back: a request that had loaded a session before its id was changed saves nothing under the old id. Else a log-in could
//! be followed by the session that somebody had planted before it.

use std::{fmt::Write as _, sync::Arc, time::Duration};

use async_trait::async_trait;
use services::{ephemeral::EphemeralError, shop::Shop};
use sha2::{Digest, Sha256};
use tower_sessions::{
    Expiry, SessionManagerLayer, SessionStore,
    cookie::SameSite,
    session::{Id, Record},
    session_store::{Error, Result},
};

use crate::config::Http;

/// Days after its last renewal that a session ends; longer than the cart that it names.
const DAYS: u32 = 30;
const TTL: Duration = Duration::from_secs(DAYS as u64 * 24 * 60 * 60);
/// Longest time that a page waits for the store.
const PATIENCE: Duration = Duration::from_secs(2);

/// The cookie's name. With the prefix, which browsers accept through TLS only, no subdomain can plant a cookie of that name (RFC 6265bis, 4.1.3.2).
pub const fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-astris" } else { "astris" }
}

/// Sessions for a shop at this address.
pub fn layer(shop: Arc<Shop>, http: &Http) -> SessionManagerLayer<Sessions> {
    let https = http.base_url.is_https();
    SessionManagerLayer::new(Sessions::new(shop))
        .with_name(cookie_name(https))
        .with_http_only(true)
        // Strict would hide the session when the buyer comes back from the payment page.
        .with_same_site(SameSite::Lax)
        .with_secure(https)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(time::Duration::days(i64::from(DAYS))))
}

/// The sessions in the shop's ephemeral store.
#[derive(Clone, Debug)]
pub struct Sessions(Arc<Shop>);

impl Sessions {
    /// Those of a shop.
    pub const fn new(shop: Arc<Shop>) -> Self {
        Self(shop)
    }

    /// Saves a new session.
    async fn put(&self, record: &Record) {
        let Some(value) = written(record) else { return };
        let key = key(&record.id);
        try_twice(|| async { self.0.ephemeral.put(&key, &value, TTL).await.map(drop) }).await;
    }

    /// Saves a session that is there, whoever saved it last, and none that is not there any more.
    async fn replace(&self, record: &Record) {
        let Some(value) = written(record) else { return };
        let (key, store) = (key(&record.id), &self.0.ephemeral);
        let save = || async {
            while let Some(entry) = store.get(&key).await? {
                if store.put_if(&key, &value, entry.version, TTL).await?.is_some() {
                    return Ok(());
                }
            }
            tracing::debug!("a session that was to be saved has ended meanwhile");
            Ok::<(), EphemeralError>(())
        };
        try_twice(save).await;
    }
}

#[async_trait]
impl SessionStore for Sessions {
    /// Ids are 128 random bits: two alike are not to be expected before the sun goes out, so none is looked for.
    async fn create(&self, record: &mut Record) -> Result<()> {
        self.put(record).await;
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.replace(record).await;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let entry = tokio::time::timeout(PATIENCE, self.0.ephemeral.get(&key(id)))
            .await
            .map_err(|_| Error::Backend("no answer in time".to_owned()))?
            .map_err(|error| Error::Backend(error.to_string()))?;
        // What cannot be read was written by another version: the visitor starts anew.
        let record: Option<Record> = entry.and_then(|entry| serde_json::from_slice(&entry.value).ok());
        Ok(record.map(|record| Record { id: *id, ..record }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        tokio::time::timeout(PATIENCE, self.0.ephemeral.delete(&key(id)))
            .await
            .map_err(|_| Error::Backend("no answer in time".to_owned()))?
            .map_err(|error| Error::Backend(error.to_string()))
    }
}

async fn try_twice<Saving>(save: impl Fn() -> Saving)
where
    Saving: Future<Output = std::result::Result<(), EphemeralError>>,
{
    for _ in 0..2 {
        match tokio::time::timeout(PATIENCE / 2, save()).await {
            Ok(Ok(())) => return,
            Ok(Err(error)) => tracing::warn!(error = &error as &dyn std::error::Error, "a session was not saved"),
            Err(_) => tracing::warn!("a session was not saved in time"),
        }
    }
}

/// Without its id, which the key hides.
fn written(record: &Record) -> Option<Vec<u8>> {
    let nameless = Record { id: Id(0), ..record.clone() };
    serde_json::to_vec(&nameless).inspect_err(|error| tracing::error!(%error, "a session cannot be written down")).ok()
}

/// The key is a hash, so that whoever reads the store or its backups cannot take over sessions.
fn key(id: &Id) -> String {
    let mut key = String::from("session:");
    for byte in Sha256::digest(id.to_string()) {
        // Writing into a string does not fail.
        let _ = write!(key, "{byte:02x}");
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_hides_the_id() {
        let id = Id(42);
        let key = key(&id);
        assert!(key.starts_with("session:") && key.len() == 8 + 64);
        assert!(!key.contains(&id.to_string()));
    }

    #[test]
    fn what_is_written_hides_the_id() {
        let record =
            Record { id: Id(4_711_081_512_340_815), data: std::collections::HashMap::new(), expiry_date: time::OffsetDateTime::UNIX_EPOCH };
        let written = String::from_utf8(written(&record).unwrap()).unwrap();
        assert!(!written.contains("4711081512340815"), "{written}");
    }
}
