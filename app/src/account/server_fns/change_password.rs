use domain::{accounts::Password, language::Language};
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Changes the password of who asks; all other devices are logged out.
#[server(prefix = "/fn", endpoint = "account/change-password")]
pub async fn change_password(language: Language, current: Password, password: Password) -> Result<Next, AppFailure> {
    use domain::accounts::PasswordChange;

    let (door, form) = (crate::account::Door::open().await?, PasswordChange { current, new: password });
    let next = match crate::account::owner() {
        Ok(who) => {
            let keep = Some(who.session);
            crate::failure::answer(services::accounts::change_password(&door.shop, &who.principal, keep, &form, &door.caller).await)
        }
        Err(failure) => Err(failure),
    };
    let page = crate::account::page(language, "/credentials");
    crate::account::lead(next.map(|()| Next::done(language, "/credentials", "password")), &page)
}
