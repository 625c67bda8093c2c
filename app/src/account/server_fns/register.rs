use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Asks for an account: the answer is a mail, and the same page for everybody.
#[server(prefix = "/fn", endpoint = "account/register")]
pub async fn register(language: Language, email: String) -> Result<Next, AppFailure> {
    let door = crate::account::Door::open().await?;
    let asked = services::accounts::register(&door.shop, &email, language, &door.caller).await;
    let next = crate::failure::answer(asked).map(|()| Next::page(language, "/sent"));
    crate::account::lead(next, &crate::account::page(language, "/register"))
}
