use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Gives an account its former address back, by the link that went there, and leads to the choice of a new password.
#[server(prefix = "/fn", endpoint = "account/revert-email")]
pub async fn revert_email(language: Language, token: String) -> Result<Next, AppFailure> {
    let door = crate::account::Door::open().await?;
    let reverted = services::accounts::revert_email(&door.shop, &token, &door.caller).await;
    let next = crate::failure::answer(reverted).map(|reset| Next::done(language, &format!("/reset/{reset}"), "reverted"));
    crate::account::lead(next, &crate::account::page(language, &format!("/email-revert/{token}")))
}
