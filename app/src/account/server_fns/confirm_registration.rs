use domain::{accounts::Password, language::Language};
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Makes the account that a link confirms, and lets its owner in.
#[server(prefix = "/fn", endpoint = "account/confirm")]
pub async fn confirm_registration(
    language: Language,
    token: String,
    password: Password,
    #[server(default)] terms: String,
    #[server(default)] newsletter: String,
) -> Result<Next, AppFailure> {
    use domain::accounts::Registration;

    let door = crate::account::Door::open().await?;
    let form = Registration { password, terms, newsletter: !newsletter.is_empty() };
    let confirmed = services::accounts::confirm_registration(&door.shop, &token, &form, &door.caller).await;
    let next = match crate::failure::answer(confirmed) {
        Ok(logged_in) => door.let_in(language, &logged_in, "").await,
        Err(failure) => Err(failure),
    };
    crate::account::lead(next, &crate::account::page(language, &format!("/register/{token}")))
}
