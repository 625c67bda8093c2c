use domain::{accounts::Password, language::Language};
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Makes new recovery codes in the place of all others, and leads to them.
#[server(prefix = "/fn", endpoint = "account/renew-recovery-codes")]
pub async fn renew_recovery_codes(language: Language, current: Password) -> Result<Next, AppFailure> {
    let door = crate::account::Door::open().await?;
    let next = match crate::account::owner() {
        Ok(who) => renew(&door, &who, &current).await,
        Err(failure) => Err(failure),
    };
    let page = crate::account::page(language, "/second-factors");
    crate::account::lead(next.map(|()| Next::page(language, "/second-factors/recovery")), &page)
}

#[cfg(feature = "ssr")]
async fn renew(door: &crate::account::Door, who: &services::accounts::sessions::SignedIn, current: &Password) -> Result<(), AppFailure> {
    let codes = services::accounts::renew_recovery_codes(&door.shop, &who.principal, current, &door.caller).await;
    let kept = services::accounts::keep_recovery_codes(&door.shop, who.session, &crate::failure::answer(codes)?).await;
    crate::failure::answer(kept)
}
