use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{account::Devices, failure::AppFailure};

/// The sessions of who asks, and who has tried to get in: before a time, if one is given.
#[server(prefix = "/fn", endpoint = "account/devices", input = GetUrl)]
pub async fn read_devices(#[server(default)] before: String) -> Result<Devices, AppFailure> {
    use services::accounts::{log_ins, sessions};

    let (shop, who) = (crate::context::shop()?, crate::account::owner()?);
    let sessions = crate::failure::answer(sessions::list(&shop, &who).await)?;
    let log_ins = log_ins(&shop, &who.principal, who.principal.account, before.parse().ok()).await;
    Ok(Devices::new(sessions, crate::failure::answer(log_ins)?))
}
