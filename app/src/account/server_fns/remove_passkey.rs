use domain::{accounts::Password, language::Language};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{account::Next, failure::AppFailure};

/// Removes a passkey of who asks.
#[server(prefix = "/fn", endpoint = "account/remove-passkey")]
pub async fn remove_passkey(language: Language, id: Uuid, current: Password) -> Result<Next, AppFailure> {
    let door = crate::account::Door::open().await?;
    let next = match crate::account::owner() {
        Ok(who) => crate::failure::answer(services::accounts::remove_passkey(&door.shop, &who.principal, id, &current, &door.caller).await),
        Err(failure) => Err(failure),
    };
    let page = crate::account::page(language, "/second-factors");
    crate::account::lead(next.map(|()| Next::done(language, "/second-factors", "removed")), &page)
}
