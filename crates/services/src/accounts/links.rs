use domain::accounts::{LinkKind, LinkView};

use super::{Caller, attempts, store, tokens};
use crate::{error::Result, shop::Shop};

/// What a link is about, for the page that it opens; nothing is used up, since mail programs open links as well.
///
/// # Errors
/// [`AccountRefusal::LinkInvalid`](domain::accounts::AccountRefusal::LinkInvalid) when it is not good any more, or never was.
pub async fn link(shop: &Shop, kind: LinkKind, token: &str, caller: &Caller) -> Result<LinkView> {
    attempts::link(shop, caller).await?;
    let found = tokens::find(&shop.pool, kind, token).await?;
    let has_account = match &found.email {
        Some(email) => {
            let mut connection = shop.pool.acquire().await?;
            store::by_customer(&mut connection, &email.customer()).await?.is_some()
        }
        None => false,
    };
    Ok(LinkView { email: found.email.map(String::from).unwrap_or_default(), has_account })
}
