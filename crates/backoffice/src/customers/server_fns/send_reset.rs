use domain::ids::AccountId;
use leptos::prelude::*;
use site::failure::AppFailure;

use crate::customers::CustomerScreen;

/// Sends a customer a link for a new password.
#[server(prefix = "/fn", endpoint = "backoffice/customers/send-reset")]
pub async fn send_reset(account: AccountId, back: String) -> Result<CustomerScreen, AppFailure> {
    let form = crate::orders::Form { name: "reset", done: "reset-sent", back: &back, fields: &[] };
    form.lead(send(account).await)
}

#[cfg(feature = "ssr")]
async fn send(account: AccountId) -> Result<CustomerScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::accounts::send_reset(&asker.shop, asker.by, account).await)?;
    crate::customers::screen(&asker, account.0, None).await
}
