use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Gives the account of who asks its new address, by the link that went there.
#[server(prefix = "/fn", endpoint = "account/confirm-email")]
pub async fn confirm_email(language: Language, token: String) -> Result<Next, AppFailure> {
    let (door, who) = (crate::account::Door::open().await?, crate::account::owner());
    let next = match who {
        Ok(who) => crate::failure::answer(services::accounts::confirm_email(&door.shop, &who.principal, &token, &door.caller).await),
        Err(failure) => Err(failure),
    };
    let next = next.map(|()| Next::done(language, "/credentials", "email"));
    crate::account::lead(next, &crate::account::page(language, &format!("/email-change/{token}")))
}
