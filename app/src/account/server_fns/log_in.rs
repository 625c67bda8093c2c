use domain::{accounts::Password, language::Language};
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Logs somebody in, or asks for their second factor; then leads to the page that they wanted.
#[server(prefix = "/fn", endpoint = "account/log-in")]
pub async fn log_in(language: Language, email: String, password: Password, #[server(default)] to: String) -> Result<Next, AppFailure> {
    let door = crate::account::Door::open().await?;
    let form = domain::accounts::LogIn { email, password };
    let next = match crate::failure::answer(services::accounts::log_in(&door.shop, &form, &door.caller).await) {
        Ok(logged_in) => door.let_in(language, &logged_in, &to).await,
        Err(failure) => Err(failure),
    };
    let back = crate::told::with_query(&crate::account::page(language, "/log-in"), &[("to", &to)]);
    crate::account::lead(next, &back)
}
