use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// The language of mails, and whether news are wanted.
#[server(prefix = "/fn", endpoint = "account/set-preferences")]
pub async fn set_preferences(language: Language, mails: Language, #[server(default)] newsletter: String) -> Result<Next, AppFailure> {
    let (shop, who) = (crate::context::shop()?, crate::account::owner());
    let (wanted, version) = (!newsletter.is_empty(), crate::legal::VERSION);
    let next = match who {
        Ok(who) => crate::failure::answer(services::accounts::set_preferences(&shop, &who.principal, mails, wanted, version).await),
        Err(failure) => Err(failure),
    };
    let page = crate::account::page(language, "/preferences");
    crate::account::lead(next.map(|()| Next::done(language, "/preferences", "saved")), &page)
}
