//! What somebody wrote into a form and could not be stored, kept so that an error loses nothing where it is too long for an address. It may be lost itself.

use std::time::Duration;

use domain::accounts::Permission;
use serde::{Serialize, de::DeserializeOwned};

use crate::{orders::Acting, shop::Shop};

/// How long it is kept.
const KEPT: Duration = Duration::from_hours(1);

/// Everybody has a form of their own.
fn key(by: Acting, form: &str) -> String {
    format!("form:{form}:{}", by.actor.code())
}

/// Keeps what somebody wrote into a form who may send it.
pub async fn keep_entered(shop: &Shop, by: impl Into<Acting>, needs: Permission, form: &str, fields: &(impl Serialize + Sync)) {
    let by = by.into();
    let (Ok(()), Ok(value)) = (by.may(needs), serde_json::to_vec(fields)) else { return };
    if let Err(error) = shop.ephemeral.put(&key(by, form), &value, KEPT).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "a form is not kept");
    }
}

/// What the same one wrote last; none when there is none, or when the store does not answer.
pub async fn entered<T: DeserializeOwned>(shop: &Shop, by: impl Into<Acting>, form: &str) -> Option<T> {
    match shop.ephemeral.get(&key(by.into(), form)).await {
        Ok(entry) => entry.and_then(|entry| serde_json::from_slice(&entry.value).ok()),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "a form is not read");
            None
        }
    }
}
