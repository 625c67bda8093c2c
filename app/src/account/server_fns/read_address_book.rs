use domain::accounts::AddressView;
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::failure::AppFailure;

/// For the checkout: the address book of who is in; none when nobody is.
#[server(prefix = "/fn", endpoint = "account/address-book", input = GetUrl)]
pub async fn read_address_book() -> Result<Option<Vec<AddressView>>, AppFailure> {
    use crate::context::{Who, shop, who};

    let Who::SignedIn(who) = who() else { return Ok(None) };
    let shop = shop()?;
    let addresses = crate::failure::answer(services::accounts::addresses(&shop, &who.principal).await)?;
    Ok(Some(addresses))
}
