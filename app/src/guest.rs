//! Who is asking: the guest that the session knows.

use domain::{failure::Failure, ids::GuestId};
use tower_sessions::Session;

use crate::{context::shop, failure::AppFailure};

/// The guest's place in the session.
const KEY: &str = "guest";

/// The guest, if this visitor has become one.
pub async fn known() -> Result<Option<GuestId>, AppFailure> {
    session().await?.get(KEY).await.map_err(unavailable)
}

/// The guest; a visitor becomes one when something has to be remembered, and not before: visitors who only look need no session.
pub async fn known_or_new() -> Result<GuestId, AppFailure> {
    let session = session().await?;
    if let Some(guest) = session.get(KEY).await.map_err(unavailable)? {
        return Ok(guest);
    }
    let guest = GuestId(shop()?.new_key());
    session.insert(KEY, guest).await.map_err(unavailable)?;
    Ok(guest)
}

async fn session() -> Result<Session, AppFailure> {
    leptos_axum::extract().await.map_err(unavailable)
}

fn unavailable(error: impl std::fmt::Display) -> AppFailure {
    tracing::warn!(%error, "no session");
    AppFailure(Failure::Unavailable)
}
