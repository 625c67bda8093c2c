use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Keeps the passkey that the device has made; when it is the first second factor, recovery codes follow.
#[server(prefix = "/fn", endpoint = "account/confirm-passkey")]
pub async fn confirm_passkey(
    language: Language,
    handle: String,
    answer: String,
    #[server(default)] name: String,
) -> Result<Next, AppFailure> {
    let (door, who) = (crate::account::Door::open().await?, crate::account::owner()?);
    let made = services::accounts::confirm_passkey(&door.shop, &who.principal, (&handle, &answer), &name, &door.caller).await;
    let codes = crate::failure::answer(made)?;
    if let Some(codes) = &codes {
        crate::failure::answer(services::accounts::keep_recovery_codes(&door.shop, who.session, codes).await)?;
    }
    // Who has shown the device and the password has proved it for this session as well.
    crate::account_session::raise(&door.shop, &door.session, &who).await?;
    Ok(match codes {
        Some(_) => Next::page(language, "/second-factors/recovery"),
        None => Next::done(language, "/second-factors", "saved"),
    })
}
