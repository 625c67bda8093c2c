use domain::{accounts::Password, language::Language};
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Makes an app's codes a second factor, and leads to the recovery codes. Who has shown a code has proved it for this session as well.
#[server(prefix = "/fn", endpoint = "account/confirm-codes")]
pub async fn confirm_codes(language: Language, current: Password, code: String) -> Result<Next, AppFailure> {
    use domain::accounts::CodeEnrolment;

    let (door, form) = (crate::account::Door::open().await?, CodeEnrolment { password: current, code });
    let next = match crate::account::owner() {
        Ok(who) => enrol(&door, &who, &form).await,
        Err(failure) => Err(failure),
    };
    let page = crate::account::page(language, "/second-factors/codes");
    crate::account::lead(next.map(|()| Next::page(language, "/second-factors/recovery")), &page)
}

#[cfg(feature = "ssr")]
async fn enrol(
    door: &crate::account::Door,
    who: &services::accounts::sessions::SignedIn,
    form: &domain::accounts::CodeEnrolment,
) -> Result<(), AppFailure> {
    let codes = services::accounts::confirm_codes(&door.shop, &who.principal, form, &door.caller).await;
    let kept = services::accounts::keep_recovery_codes(&door.shop, who.session, &crate::failure::answer(codes)?).await;
    crate::failure::answer(kept)?;
    crate::account_session::raise(&door.shop, &door.session, who).await
}
