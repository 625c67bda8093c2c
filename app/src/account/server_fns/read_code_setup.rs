use domain::accounts::CodeSetup;
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::failure::AppFailure;

/// What an app needs to make codes for who asks; the same one for an hour, so a page may be loaded twice.
#[server(prefix = "/fn", endpoint = "account/code-setup", input = GetUrl)]
pub async fn read_code_setup() -> Result<CodeSetup, AppFailure> {
    let (shop, who) = (crate::context::shop()?, crate::account::owner()?);
    crate::failure::answer(services::accounts::begin_codes(&shop, &who.principal).await)
}
