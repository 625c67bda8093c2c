use domain::{accounts::Password, language::Language};
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Asks for no codes any more.
#[server(prefix = "/fn", endpoint = "account/remove-codes")]
pub async fn remove_codes(language: Language, current: Password) -> Result<Next, AppFailure> {
    let door = crate::account::Door::open().await?;
    let next = match crate::account::owner() {
        Ok(who) => crate::failure::answer(services::accounts::remove_codes(&door.shop, &who.principal, &current, &door.caller).await),
        Err(failure) => Err(failure),
    };
    let page = crate::account::page(language, "/second-factors");
    crate::account::lead(next.map(|()| Next::done(language, "/second-factors", "codes-removed")), &page)
}
