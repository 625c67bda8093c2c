use domain::{ids::SessionId, language::Language};
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Logs one of the devices of who asks out.
#[server(prefix = "/fn", endpoint = "account/end-session")]
pub async fn end_session(language: Language, id: SessionId) -> Result<Next, AppFailure> {
    let (shop, who) = (crate::context::shop()?, crate::account::owner());
    let next = match who {
        Ok(who) => crate::failure::answer(services::accounts::sessions::end(&shop, &who, id).await),
        Err(failure) => Err(failure),
    };
    crate::account::lead(next.map(|()| Next::done(language, "/devices", "ended")), &crate::account::page(language, "/devices"))
}
