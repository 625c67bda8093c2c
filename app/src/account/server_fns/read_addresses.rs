use domain::accounts::AddressView;
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::failure::AppFailure;

/// The address book of who asks.
#[server(prefix = "/fn", endpoint = "account/addresses", input = GetUrl)]
pub async fn read_addresses() -> Result<Vec<AddressView>, AppFailure> {
    let (shop, who) = (crate::context::shop()?, crate::account::owner()?);
    crate::failure::answer(services::accounts::addresses(&shop, &who.principal).await)
}
