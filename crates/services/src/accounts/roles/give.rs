use domain::{
    accounts::{Role, RoleEvent},
    ids::AccountId,
};
use sqlx::PgConnection;

use super::{happen::happen, store};
use crate::{error::Result, orders::Actor};

/// Gives a role, in the caller's transaction with the account locked; tells whether the account did not have it.
pub async fn give(connection: &mut PgConnection, account: AccountId, role: Role, actor: Actor) -> Result<bool> {
    let is_new = store::insert(connection, account, role).await?;
    if is_new {
        happen(connection, account, RoleEvent::RoleGiven(role), actor).await?;
    }
    Ok(is_new)
}
