//! Whose cart it is: the guest that the session knows. Once accounts can log in, the session's account comes first here, and nowhere else.

use domain::{cart::CartOwner, failure::Failure, ids::GuestId};
use tower_sessions::Session;

use crate::{
    context::shop,
    failure::{AppFailure, told},
};

/// The guest's place in the session.
const KEY: &str = "guest";

/// The owner, if this visitor has become one.
pub async fn known() -> Result<Option<CartOwner>, AppFailure> {
    let guest: Option<GuestId> = session().await?.get(KEY).await.map_err(unavailable)?;
    Ok(guest.map(CartOwner::Guest))
}

/// The owner; a visitor becomes a guest when something has to be remembered, and not before: visitors who only look need no session.
pub async fn known_or_new() -> Result<CartOwner, AppFailure> {
    let session = session().await?;
    if let Some(guest) = session.get(KEY).await.map_err(unavailable)? {
        return Ok(CartOwner::Guest(guest));
    }
    let guest = GuestId(shop()?.new_key());
    session.insert(KEY, guest).await.map_err(unavailable)?;
    Ok(CartOwner::Guest(guest))
}

async fn session() -> Result<Session, AppFailure> {
    leptos_axum::extract().await.map_err(unavailable)
}

fn unavailable(error: impl std::fmt::Display) -> AppFailure {
    tracing::warn!(%error, "no session");
    told(Failure::Unavailable)
}
