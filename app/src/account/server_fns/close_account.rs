use domain::{accounts::Password, language::Language};
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Closes the account of who asks; nobody is in any more then.
#[server(prefix = "/fn", endpoint = "account/close")]
pub async fn close_account(language: Language, current: Password) -> Result<Next, AppFailure> {
    let door = crate::account::Door::open().await?;
    let next = match crate::account::owner() {
        Ok(who) => crate::failure::answer(services::accounts::close(&door.shop, &who.principal, &current).await),
        Err(failure) => Err(failure),
    };
    if next.is_ok() {
        // Its row has ended with the account.
        crate::account_session::unmark(&door.session).await;
    }
    crate::account::lead(next.map(|()| Next::done(language, "/log-in", "closed")), &crate::account::page(language, "/data"))
}
