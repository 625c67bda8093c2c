use domain::accounts::AddressView;
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{account::Standing, failure::AppFailure};

/// For the checkout: whether somebody is logged in, and their address book.
#[server(prefix = "/fn", endpoint = "account/address-book", input = GetUrl)]
pub async fn read_address_book() -> Result<(Standing, Vec<AddressView>), AppFailure> {
    use crate::context::{Who, shop, who};

    let Who::SignedIn(who) = who() else { return Ok((Standing { signed_in: false }, Vec::new())) };
    let shop = shop()?;
    let addresses = crate::failure::answer(services::accounts::addresses(&shop, &who.principal).await)?;
    Ok((Standing { signed_in: true }, addresses))
}
