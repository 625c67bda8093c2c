use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{account::Overview, failure::AppFailure};

/// The account and its orders: those placed before a time, if one is given.
#[server(prefix = "/fn", endpoint = "account/overview", input = GetUrl)]
pub async fn read_overview(#[server(default)] before: String) -> Result<Overview, AppFailure> {
    use domain::accounts::Permission;

    let (shop, who) = (crate::context::shop()?, crate::account::owner()?.principal);
    let account = crate::failure::answer(services::accounts::account(&shop, &who).await)?;
    let orders = if who.may(Permission::Buy).is_ok() {
        crate::failure::answer(services::orders::own_orders(&shop, &who, before.parse().ok()).await)?
    } else {
        Vec::new()
    };
    Ok(Overview::new(account, orders))
}
