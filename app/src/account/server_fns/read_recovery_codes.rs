use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::failure::AppFailure;

/// The recovery codes that this session made a moment ago; none once they are put away.
#[server(prefix = "/fn", endpoint = "account/recovery-codes", input = GetUrl)]
pub async fn read_recovery_codes() -> Result<Vec<String>, AppFailure> {
    let (shop, who) = (crate::context::shop()?, crate::account::owner()?);
    crate::failure::answer(services::accounts::kept_recovery_codes(&shop, who.session).await)
}
