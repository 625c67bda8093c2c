use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Lets somebody in by a passkey: alone, or after the password.
#[server(prefix = "/fn", endpoint = "account/enter-with-passkey")]
pub async fn enter_with_passkey(
    language: Language,
    handle: String,
    answer: String,
    #[server(default)] to: String,
) -> Result<Next, AppFailure> {
    let door = crate::account::Door::open().await?;
    let shown = services::accounts::enter_with_passkey(&door.shop, &handle, &answer, &door.caller).await;
    let logged_in = crate::failure::answer(shown)?;
    door.let_in(language, &logged_in, &to).await
}
