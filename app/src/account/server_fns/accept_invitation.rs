use domain::{accounts::Password, language::Language};
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Makes somebody staff by a link. Who has an account already logs in afterwards and chooses no password.
#[server(prefix = "/fn", endpoint = "account/accept-invitation")]
pub async fn accept_invitation(
    language: Language,
    token: String,
    #[server(default)] password: Password,
    #[server(default)] terms: String,
) -> Result<Next, AppFailure> {
    use domain::accounts::Registration;
    use services::accounts::Accepted;

    let door = crate::account::Door::open().await?;
    let form = Registration { password, terms, newsletter: false };
    let accepted = services::accounts::accept_invitation(&door.shop, &token, &form, &door.caller).await;
    let next = match crate::failure::answer(accepted) {
        Ok(Accepted::New(logged_in)) => door.let_in(language, &logged_in, "").await,
        Ok(Accepted::Known) => Ok(Next::done(language, "/log-in", "accepted")),
        Err(failure) => Err(failure),
    };
    crate::account::lead(next, &crate::account::page(language, &format!("/invitation/{token}")))
}
