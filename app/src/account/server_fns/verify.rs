use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Confirms an account's address by a link.
#[server(prefix = "/fn", endpoint = "account/verify")]
pub async fn verify(language: Language, token: String) -> Result<Next, AppFailure> {
    let door = crate::account::Door::open().await?;
    let verified = services::accounts::verify(&door.shop, &token, &door.caller).await;
    let next = crate::failure::answer(verified).map(|()| Next::done(language, "", "verified"));
    crate::account::lead(next, &crate::account::page(language, &format!("/verify/{token}")))
}
