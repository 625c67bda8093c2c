use domain::{accounts::RoleEvent, ids::AccountId};
use sqlx::PgConnection;

use super::{profiles, store};
use crate::{accounts::sessions, error::Result, orders::Actor};

/// What follows when a role is given or taken. What has to happen with it in another room is a line here.
pub(super) async fn happen(connection: &mut PgConnection, account: AccountId, event: RoleEvent, actor: Actor) -> Result<()> {
    store::note(connection, account, event, actor).await?;
    profiles::follow(connection, account, event).await?;
    // Other rules hold for them from now on: how long a session lasts, what has to be proved. Their id cannot be changed from here, so they end.
    sessions::end_all(connection, account, None).await?;
    tracing::info!(%account, event = event.code(), role = event.role().code(), actor = actor.code(), "roles changed");
    Ok(())
}
