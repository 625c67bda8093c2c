//! Challenges that wait for their answer, in the ephemeral store. One that is lost is asked for again.

use std::time::Duration;

use domain::{
    accounts::{AccountRefusal, PasskeyAsked},
    ids::AccountId,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyAuthentication, PasskeyRegistration};

use super::party::failed;
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_mins(5);

/// What stands in the place of a challenge that was answered.
const ANSWERED: &[u8] = b"";

/// A challenge.
#[derive(Serialize, Deserialize)]
pub(super) enum Ceremony {
    /// A new passkey for somebody who is in.
    Register { account: AccountId, state: PasskeyRegistration },
    /// One of the passkeys of this account.
    Known { account: AccountId, state: PasskeyAuthentication },
    /// Whichever passkey the device has; it says whose it is.
    Any { state: DiscoverableAuthentication },
}

/// Keeps a challenge, and gives what the page needs. `adjust` has the options as the browser gets them.
pub(super) async fn ask(
    shop: &Shop,
    ceremony: &Ceremony,
    options: impl Serialize,
    adjust: impl FnOnce(&mut Value),
) -> Result<PasskeyAsked> {
    let mut options = serde_json::to_value(options).map_err(|error| failed(&error))?;
    adjust(&mut options);
    let handle = shop.new_token();
    let value = serde_json::to_vec(ceremony).map_err(|error| failed(&error))?;
    shop.ephemeral.put(&key(&handle), &value, PATIENCE).await?;
    Ok(PasskeyAsked { handle, options: options.to_string() })
}

/// Lets the browser keep the passkey where it is found without a name, if it can.
pub(super) fn findable(options: &mut Value) {
    if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection").and_then(Value::as_object_mut) {
        selection.insert("residentKey".into(), json!("preferred"));
    }
}

/// The page decides whether it shows a button or the browser's list.
pub(super) fn without_mediation(options: &mut Value) {
    if let Some(options) = options.as_object_mut() {
        options.remove("mediation");
    }
}

/// Takes a challenge that was asked: of any number of answers to it one is looked at.
pub(super) async fn take(shop: &Shop, handle: &str) -> Result<Ceremony> {
    let key = key(handle);
    let over = || Error::refused(AccountRefusal::WrongCode);
    let entry = shop.ephemeral.get(&key).await?.filter(|entry| entry.value != ANSWERED).ok_or_else(over)?;
    shop.ephemeral.put_if(&key, ANSWERED, entry.version, PATIENCE).await?.ok_or_else(over)?;
    serde_json::from_slice(&entry.value).map_err(|error| failed(&error))
}

fn key(handle: &str) -> String {
    format!("passkey:{handle}")
}
