use domain::accounts::PasskeyAsked;
use leptos::prelude::*;

use crate::failure::AppFailure;

/// Asks for a passkey of the account that somebody is in with, or whose password they have just shown.
#[server(prefix = "/fn", endpoint = "account/ask-own-passkey")]
pub async fn ask_own_passkey() -> Result<PasskeyAsked, AppFailure> {
    use crate::context::{Who, who};

    let door = crate::account::Door::open().await?;
    let account = match who() {
        Who::SignedIn(who) => who.principal.account,
        Who::Nobody | Who::Unknown => {
            let waiting = crate::account_session::waiting(&door.shop, &door.session).await?;
            waiting.map_or_else(|| crate::account::owner().map(|who| who.principal.account), |waiting| Ok(waiting.account))?
        }
    };
    crate::failure::answer(services::accounts::begin_passkey_of(&door.shop, account).await)
}
