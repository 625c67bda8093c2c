use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Shows the recovery codes no more: their owner has them.
#[server(prefix = "/fn", endpoint = "account/put-codes-away")]
pub async fn put_codes_away(language: Language) -> Result<Next, AppFailure> {
    let (shop, who) = (crate::context::shop()?, crate::account::owner());
    let next = match who {
        Ok(who) => crate::failure::answer(services::accounts::forget_recovery_codes(&shop, who.session).await),
        Err(failure) => Err(failure),
    };
    let page = crate::account::page(language, "/second-factors");
    crate::account::lead(next.map(|()| Next(page.clone())), &page)
}
