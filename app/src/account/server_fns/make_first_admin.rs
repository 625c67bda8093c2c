use domain::{accounts::Password, language::Language};
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Makes the first administrator by the link that the shop printed, and leads to their second factor.
#[server(prefix = "/fn", endpoint = "account/first-admin")]
pub async fn make_first_admin(
    language: Language,
    token: String,
    email: String,
    password: Password,
    #[server(default)] terms: String,
) -> Result<Next, AppFailure> {
    use domain::accounts::Registration;

    let door = crate::account::Door::open().await?;
    let form = Registration { password, terms, newsletter: false };
    let made = services::accounts::make_first_admin(&door.shop, &token, &email, &form, &door.caller).await;
    let next = match crate::failure::answer(made) {
        Ok(logged_in) => door.let_in(language, &logged_in, "").await,
        Err(failure) => Err(failure),
    };
    crate::account::lead(next, &crate::account::page(language, &format!("/first-admin/{token}")))
}
