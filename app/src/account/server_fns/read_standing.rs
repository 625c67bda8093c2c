#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "server functions are asynchronous"))]

use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{account::Standing, failure::AppFailure};

/// Whether somebody is logged in, and whether the shop takes passkeys.
#[server(prefix = "/fn", endpoint = "account/standing", input = GetUrl)]
pub async fn read_standing() -> Result<Standing, AppFailure> {
    use crate::context::{Who, who};

    let shop = crate::context::shop()?;
    let passkeys = services::accounts::takes_passkeys(&shop);
    let (signed_in, staff) = match who() {
        Who::SignedIn(who) => (true, who.principal.is_staff()),
        Who::Nobody | Who::Unknown => (false, false),
    };
    Ok(Standing { signed_in, passkeys, staff })
}
