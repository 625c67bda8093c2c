use domain::backoffice::MergeLook;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// What taking the account of another address into this one would do.
#[server(prefix = "/fn", endpoint = "backoffice/customers/merge-look", input = GetUrl)]
pub async fn read_merge(account: String, #[server(default)] other: String) -> Result<MergeLook, AppFailure> {
    use domain::ids::AccountId;

    let asker = crate::asker::staff()?;
    let account = AccountId(account.parse().unwrap_or_default());
    site::failure::answer(services::accounts::customers::merge_look(&asker.shop, asker.by, account, &other).await)
}
