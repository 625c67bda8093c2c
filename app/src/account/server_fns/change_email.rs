use domain::{accounts::Password, language::Language};
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Asks for another address: the answer is a mail there, and the same page whether it has an account or not.
#[server(prefix = "/fn", endpoint = "account/change-email")]
pub async fn change_email(language: Language, email: String, current: Password) -> Result<Next, AppFailure> {
    use domain::accounts::EmailChange;

    let (door, form) = (crate::account::Door::open().await?, EmailChange { password: current, email });
    let next = match crate::account::owner() {
        Ok(who) => crate::failure::answer(services::accounts::change_email(&door.shop, &who.principal, &form, &door.caller).await),
        Err(failure) => Err(failure),
    };
    let page = crate::account::page(language, "/credentials");
    crate::account::lead(next.map(|()| Next::done(language, "/credentials", "email-asked")), &page)
}
