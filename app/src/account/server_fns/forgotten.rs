use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Asks for a new password: the answer is a mail, if any, and the same page for everybody.
#[server(prefix = "/fn", endpoint = "account/forgotten")]
pub async fn forgotten(language: Language, email: String) -> Result<Next, AppFailure> {
    let door = crate::account::Door::open().await?;
    let asked = services::accounts::request_reset(&door.shop, &email, language, &door.caller).await;
    let next = crate::failure::answer(asked).map(|()| Next::page(language, "/sent"));
    crate::account::lead(next, &crate::account::page(language, "/forgotten"))
}
