use domain::ids::AccountId;
use leptos::prelude::*;
use site::failure::AppFailure;

/// Takes one account into another, and leads to the one that stays.
#[server(prefix = "/fn", endpoint = "backoffice/customers/merge")]
pub async fn merge_accounts(
    account: AccountId,
    other: AccountId,
    #[server(default)] seen: String,
    #[server(default)] reason: String,
    back: String,
) -> Result<(), AppFailure> {
    let merged = merge(account, other, &seen, &reason).await;
    if merged.is_ok() {
        let here = format!("/backoffice/customers/{account}");
        return crate::orders::Form { name: "merge", done: "accounts-merged", back: &here, fields: &[] }.lead(merged);
    }
    let fields = [("reason", reason.as_str())];
    crate::orders::Form { name: "merge", done: "accounts-merged", back: &back, fields: &fields }.lead(merged)
}

#[cfg(feature = "ssr")]
async fn merge(account: AccountId, other: AccountId, seen: &str, reason: &str) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::accounts::customers::merge(&asker.shop, asker.by, account, other, seen, reason).await)
}
