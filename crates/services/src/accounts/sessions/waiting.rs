//! Between password and second factor: what was shown, under the session's id, for as long as somebody takes to find their telephone. It lets nobody in by
//! itself, so it may be lost.

use std::{fmt::Write, time::Duration};

use domain::ids::AccountId;
use serde::{Deserialize, Serialize};

use super::SessionKey;
use crate::{
    accounts::LoggedIn,
    error::{Error, Result},
    shop::Shop,
};

/// How long somebody is waited for.
const PATIENCE: Duration = Duration::from_mins(10);

/// Somebody whose password was right and whose second factor is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Whose account it is.
    pub account: AccountId,
    /// What the account's credentials were when the password was shown.
    pub credentials: i64,
}

/// Notes that the password was right, under a session id that was made for it.
pub async fn wait(shop: &Shop, key: &SessionKey, logged_in: &LoggedIn) -> Result<()> {
    let waiting = Waiting { account: logged_in.account, credentials: logged_in.credentials };
    let value = serde_json::to_vec(&waiting).map_err(|error| Error::Data(error.to_string()))?;
    shop.ephemeral.put(&name(key), &value, PATIENCE).await?;
    Ok(())
}

/// Who is being waited for with a session, if anybody is.
pub async fn waiting(shop: &Shop, key: &SessionKey) -> Result<Option<Waiting>> {
    let entry = shop.ephemeral.get(&name(key)).await?;
    // What cannot be read was written by another version: the password is asked for again.
    Ok(entry.and_then(|entry| serde_json::from_slice(&entry.value).ok()))
}

/// Waits no longer: they are in, or have given up.
pub async fn wait_no_longer(shop: &Shop, key: &SessionKey) -> Result<()> {
    Ok(shop.ephemeral.delete(&name(key)).await?)
}

fn name(key: &SessionKey) -> String {
    let mut name = String::from("log-in:");
    for byte in key.bytes() {
        // Writing into a string does not fail.
        let _ = write!(name, "{byte:02x}");
    }
    name
}
