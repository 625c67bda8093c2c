use domain::ids::AccountId;
use leptos::prelude::*;
use site::failure::AppFailure;

use crate::customers::CustomerScreen;

/// Closes an account whose owner asks for erasure.
#[server(prefix = "/fn", endpoint = "backoffice/customers/close")]
pub async fn close_account(account: AccountId, #[server(default)] reason: String, back: String) -> Result<CustomerScreen, AppFailure> {
    let fields = [("reason", reason.as_str())];
    let form = crate::orders::Form { name: "close", done: "account-closed", back: &back, fields: &fields };
    form.lead(close(account, &reason).await)
}

#[cfg(feature = "ssr")]
async fn close(account: AccountId, reason: &str) -> Result<CustomerScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::accounts::customers::close(&asker.shop, asker.by, account, reason).await)?;
    crate::customers::screen(&asker, account.0, None).await
}
