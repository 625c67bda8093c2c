#![cfg_attr(all(feature = "ssr", not(feature = "passkeys")), expect(clippy::unused_async, reason = "server functions are asynchronous"))]

use domain::accounts::PasskeyAsked;
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Asks a device for whichever passkey of the shop it has.
#[server(prefix = "/fn", endpoint = "account/ask-passkey")]
pub async fn ask_passkey() -> Result<PasskeyAsked, AppFailure> {
    let shop = crate::context::shop()?;
    #[cfg(feature = "passkeys")]
    let asked = services::accounts::begin_passkey(&shop).await;
    #[cfg(not(feature = "passkeys"))]
    let asked = crate::account::no_passkeys(&shop);
    crate::failure::answer(asked)
}
