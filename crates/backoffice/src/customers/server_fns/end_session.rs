use domain::ids::{AccountId, SessionId};
use leptos::prelude::*;
use site::failure::AppFailure;

use crate::customers::CustomerScreen;

/// Ends one of a customer's sessions.
#[server(prefix = "/fn", endpoint = "backoffice/customers/end-session")]
pub async fn end_session(account: AccountId, session: SessionId, back: String) -> Result<CustomerScreen, AppFailure> {
    let name = format!("end-{session}");
    let form = crate::orders::Form { name: &name, done: "session-ended", back: &back, fields: &[] };
    form.lead(end(account, session).await)
}

#[cfg(feature = "ssr")]
async fn end(account: AccountId, session: SessionId) -> Result<CustomerScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::accounts::customers::end_session(&asker.shop, asker.by, account, session).await)?;
    crate::customers::screen(&asker, account.0, None).await
}
