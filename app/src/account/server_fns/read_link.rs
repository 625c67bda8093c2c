use domain::accounts::{LinkKind, LinkView};
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::failure::AppFailure;

/// What a link is about. Nothing is used up by looking.
#[server(prefix = "/fn", endpoint = "account/link", input = GetUrl)]
pub async fn read_link(kind: LinkKind, token: String) -> Result<LinkView, AppFailure> {
    let (shop, caller) = (crate::context::shop()?, crate::context::caller()?);
    crate::failure::answer(services::accounts::link(&shop, kind, &token, &caller).await)
}
