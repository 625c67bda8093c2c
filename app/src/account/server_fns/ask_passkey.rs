use domain::accounts::PasskeyAsked;
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Asks a device for whichever passkey of the shop it has.
#[server(prefix = "/fn", endpoint = "account/ask-passkey")]
pub async fn ask_passkey() -> Result<PasskeyAsked, AppFailure> {
    let shop = crate::context::shop()?;
    crate::failure::answer(services::accounts::begin_passkey(&shop).await)
}
