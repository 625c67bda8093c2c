use domain::ids::AccountId;
use leptos::prelude::*;
use site::failure::AppFailure;

use crate::customers::CustomerScreen;

/// Ends all of a customer's sessions.
#[server(prefix = "/fn", endpoint = "backoffice/customers/log-out")]
pub async fn log_out_customer(account: AccountId, back: String) -> Result<CustomerScreen, AppFailure> {
    let form = crate::orders::Form { name: "log-out", done: "logged-out", back: &back, fields: &[] };
    form.lead(log_out(account).await)
}

#[cfg(feature = "ssr")]
async fn log_out(account: AccountId) -> Result<CustomerScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    // One's own sessions are ended on one's own page.
    site::failure::answer(asker.by.may(domain::accounts::Permission::AssistAccounts))?;
    site::failure::answer(services::accounts::sessions::log_out_everywhere(&asker.shop, asker.by, account).await)?;
    crate::customers::screen(&asker, account.0, None).await
}
