use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{account::Factors, failure::AppFailure};

/// The second factors of who asks.
#[server(prefix = "/fn", endpoint = "account/factors", input = GetUrl)]
pub async fn read_factors() -> Result<Factors, AppFailure> {
    let (shop, who) = (crate::context::shop()?, crate::account::owner()?);
    let account = crate::failure::answer(services::accounts::account(&shop, &who.principal).await)?;
    let passkeys = crate::failure::answer(services::accounts::passkeys(&shop, &who.principal).await)?;
    Ok(Factors::new(account.second_factors, passkeys, services::accounts::takes_passkeys(&shop)))
}
