use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Makes sure once more who asks, by a code, and leads to what they wanted to do.
#[server(prefix = "/fn", endpoint = "account/step-up")]
pub async fn step_up(language: Language, code: String, #[server(default)] to: String) -> Result<Next, AppFailure> {
    let door = crate::account::Door::open().await?;
    let next = match crate::account::owner() {
        Ok(who) => prove(&door, &who, &code).await,
        Err(failure) => Err(failure),
    };
    let back = crate::told::with_query(&crate::account::page(language, "/step-up"), &[("to", &to)]);
    crate::account::lead(next.map(|()| Next::wanted(language, &to)), &back)
}

#[cfg(feature = "ssr")]
async fn prove(door: &crate::account::Door, who: &services::accounts::sessions::SignedIn, code: &str) -> Result<(), AppFailure> {
    crate::failure::answer(services::accounts::step_up(&door.shop, &who.principal, code, &door.caller).await)?;
    crate::account_session::raise(&door.shop, &door.session, who).await
}
