use domain::accounts::{PasskeyAsked, Password};
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Asks the device of who is in for a new passkey, by the password.
#[server(prefix = "/fn", endpoint = "account/ask-new-passkey")]
pub async fn ask_new_passkey(current: Password) -> Result<PasskeyAsked, AppFailure> {
    let (shop, who) = (crate::context::shop()?, crate::account::owner()?);
    crate::failure::answer(services::accounts::begin_passkey_registration(&shop, &who.principal, &current).await)
}
