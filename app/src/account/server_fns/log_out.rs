use domain::language::Language;
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Logs out. Whoever is not in is out already.
#[server(prefix = "/fn", endpoint = "account/log-out")]
pub async fn log_out(language: Language) -> Result<Next, AppFailure> {
    use crate::context::{Who, who};
    use domain::failure::Failure;

    let door = crate::account::Door::open().await?;
    let ended = match who() {
        Who::SignedIn(who) => crate::account_session::end(&door.shop, &door.session, &who).await,
        Who::Nobody => Ok(()),
        Who::Unknown => Err(AppFailure(Failure::Unavailable)),
    };
    crate::account::lead(ended.map(|()| Next(format!("/{language}"))), &crate::account::page(language, ""))
}
