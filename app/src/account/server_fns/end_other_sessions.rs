use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Logs all devices of who asks out but this one.
#[server(prefix = "/fn", endpoint = "account/end-other-sessions")]
pub async fn end_other_sessions(language: Language) -> Result<Next, AppFailure> {
    let (shop, who) = (crate::context::shop()?, crate::account::owner());
    let next = match who {
        Ok(who) => crate::failure::answer(services::accounts::sessions::end_others(&shop, &who).await),
        Err(failure) => Err(failure),
    };
    crate::account::lead(next.map(|_| Next::done(language, "/devices", "others-ended")), &crate::account::page(language, "/devices"))
}
