use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Lets somebody in whose password was right, by a code.
#[server(prefix = "/fn", endpoint = "account/second-factor")]
pub async fn second_factor(language: Language, code: String, #[server(default)] to: String) -> Result<Next, AppFailure> {
    let door = crate::account::Door::open().await?;
    let next = enter(&door, language, &code, &to).await;
    let back = crate::told::with_query(&crate::account::page(language, "/second-factor"), &[("to", &to)]);
    crate::account::lead(next, &back)
}

#[cfg(feature = "ssr")]
async fn enter(door: &crate::account::Door, language: Language, code: &str, to: &str) -> Result<Next, AppFailure> {
    use domain::{accounts::AccountRefusal, failure::Failure};

    let waiting = crate::account_session::waiting(&door.shop, &door.session).await?;
    // It took too long: the password is asked for again.
    let waiting = waiting.ok_or(AppFailure(Failure::Refused(AccountRefusal::WrongCredentials.into())))?;
    let (account, credentials) = (waiting.account, waiting.credentials);
    let logged_in = services::accounts::second_factor(&door.shop, account, credentials, code, &door.caller).await;
    door.let_in(language, &crate::failure::answer(logged_in)?, to).await
}
