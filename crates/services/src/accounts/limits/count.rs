use std::{
    fmt::Write,
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};

use super::Limit;
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// Counts a try, before it is looked at. The subject is a block of addresses, an account's address or a device, as the limit says; it is kept as a hash.
///
/// # Errors
/// [`Error::TooMany`] when there were as many as allowed; [`Error::Ephemeral`] when nobody could count.
pub async fn count(shop: &Shop, limit: Limit, subject: &str) -> Result<()> {
    if let Some(retry_after) = is_spent(shop, limit, subject) {
        return Err(Error::TooMany { retry_after });
    }
    let (rule, key) = (shop.limits.rule(limit), key(limit, subject));
    let counted = shop.ephemeral.count(&key, rule.window).await?;
    if counted.times <= rule.most {
        return Ok(());
    }
    if counted.times == rule.most + 1 {
        // Once for each window, however many tries follow.
        tracing::warn!(limit = limit.code(), minutes = rule.window.as_secs() / 60, "a limit is spent");
    }
    // A counter of an earlier, longer rule must not keep anybody out for longer than the present one says.
    let left = counted.left.min(rule.window);
    shop.limits.spent.note(key, left, Instant::now());
    Err(Error::TooMany { retry_after: left })
}

/// Takes back a try that [`count`] let pass and that turned out well. A store that does not answer leaves it counted: that is a matter of minutes.
pub async fn give_back(shop: &Shop, limit: Limit, subject: &str) {
    let key = key(limit, subject);
    if let Err(error) = shop.ephemeral.uncount(&key).await {
        tracing::warn!(limit = limit.code(), error = &error as &dyn std::error::Error, "a try was not given back");
    }
    shop.limits.spent.forget(&key);
}

/// How long the limit is spent still, if this node has been told so in the last seconds. Asks nobody, so it can stand before everything else.
pub fn is_spent(shop: &Shop, limit: Limit, subject: &str) -> Option<Duration> {
    shop.limits.spent.left(&key(limit, subject), Instant::now())
}

/// The key holds no address and no account in clear: the store and its backups are read by more people than the database.
fn key(limit: Limit, subject: &str) -> String {
    let mut key = format!("limit:{}:", limit.code());
    for byte in Sha256::digest(subject) {
        // Writing into a string does not fail.
        let _ = write!(key, "{byte:02x}");
    }
    key
}
