//! Whose cart it is: the account's that is logged in, if it may buy; else the guest's that the session knows.

use domain::{accounts::Permission, cart::CartOwner, failure::Failure, ids::GuestId};
use tower_sessions::Session;

use crate::{
    context::{Who, shop, who},
    failure::{AppFailure, told},
};

/// The guest's place in the session.
const KEY: &str = "guest";

/// The owner, if this visitor has become one.
pub async fn known() -> Result<Option<CartOwner>, AppFailure> {
    if let Some(buyer) = buyer()? {
        return Ok(Some(buyer));
    }
    let guest: Option<GuestId> = session().await?.get(KEY).await.map_err(unavailable)?;
    Ok(guest.map(CartOwner::Guest))
}

/// The owner; a visitor becomes a guest when something has to be remembered, and not before: visitors who only look need no session.
pub async fn known_or_new() -> Result<CartOwner, AppFailure> {
    if let Some(buyer) = buyer()? {
        return Ok(buyer);
    }
    let session = session().await?;
    if let Some(guest) = session.get(KEY).await.map_err(unavailable)? {
        return Ok(CartOwner::Guest(guest));
    }
    let guest = GuestId(shop()?.new_key());
    session.insert(KEY, guest).await.map_err(unavailable)?;
    Ok(CartOwner::Guest(guest))
}

/// The account's cart, if somebody is logged in who buys. While nobody knows who is asking, there is no cart: another one than their own would only
/// confuse them.
fn buyer() -> Result<Option<CartOwner>, AppFailure> {
    match who() {
        Who::SignedIn(who) => Ok(who.principal.may(Permission::Buy).is_ok().then_some(CartOwner::Account(who.principal.account))),
        Who::Nobody => Ok(None),
        Who::Unknown => Err(told(Failure::Unavailable)),
    }
}

async fn session() -> Result<Session, AppFailure> {
    leptos_axum::extract().await.map_err(unavailable)
}

fn unavailable(error: impl std::fmt::Display) -> AppFailure {
    tracing::warn!(%error, "no session");
    told(Failure::Unavailable)
}
