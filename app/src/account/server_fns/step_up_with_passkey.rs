use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Makes sure once more who asks, by a passkey.
#[server(prefix = "/fn", endpoint = "account/step-up-with-passkey")]
pub async fn step_up_with_passkey(
    language: Language,
    handle: String,
    answer: String,
    #[server(default)] to: String,
) -> Result<Next, AppFailure> {
    let (door, who) = (crate::account::Door::open().await?, crate::account::owner()?);
    let shown = services::accounts::step_up_with_passkey(&door.shop, &who.principal, &handle, &answer, &door.caller).await;
    crate::failure::answer(shown)?;
    crate::account_session::raise(&door.shop, &door.session, &who).await?;
    Ok(Next::wanted(language, &to))
}
