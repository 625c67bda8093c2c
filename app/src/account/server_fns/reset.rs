use domain::{accounts::Password, language::Language};
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Sets a new password by a link, and leads to the log-in.
#[server(prefix = "/fn", endpoint = "account/reset")]
pub async fn reset(language: Language, token: String, password: Password) -> Result<Next, AppFailure> {
    let door = crate::account::Door::open().await?;
    let set = services::accounts::reset(&door.shop, &token, &password, &door.caller).await;
    let next = crate::failure::answer(set).map(|()| Next::done(language, "/log-in", "reset"));
    crate::account::lead(next, &crate::account::page(language, &format!("/reset/{token}")))
}
