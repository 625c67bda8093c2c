use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{account::AccountContent, failure::AppFailure};

/// The account of who asks.
#[server(prefix = "/fn", endpoint = "account/read", input = GetUrl)]
pub async fn read_account() -> Result<AccountContent, AppFailure> {
    let (shop, who) = (crate::context::shop()?, crate::account::owner()?);
    crate::failure::answer(services::accounts::account(&shop, &who.principal).await).map(AccountContent::from)
}
