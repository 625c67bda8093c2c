use domain::{
    accounts::{AccountRefusal, Role, RoleEvent},
    ids::AccountId,
};
use sqlx::PgConnection;

use super::{happen::happen, store};
use crate::{
    error::{Error, Result},
    orders::Actor,
};

/// Takes a role away, in the caller's transaction with the account locked; tells whether the account had it.
///
/// # Errors
/// [`AccountRefusal::LastAdmin`] when nobody else could give roles then.
pub async fn take(connection: &mut PgConnection, account: AccountId, role: Role, actor: Actor) -> Result<bool> {
    if role == Role::Admin {
        // Of two administrators who take the role from each other at the same moment, the second one sees what the first one did.
        let admins = store::lock_admins(connection).await?;
        if admins.contains(&account) && admins.len() == 1 {
            return Err(Error::refused(AccountRefusal::LastAdmin));
        }
    }
    let was_there = store::delete(connection, account, role).await?;
    if was_there {
        happen(connection, account, RoleEvent::RoleTaken(role), actor).await?;
    }
    Ok(was_there)
}

/// Takes all roles of an account away: it is being erased. In the caller's transaction with the account locked.
///
/// # Errors
/// [`AccountRefusal::LastAdmin`] as for [`take`].
pub async fn take_all(connection: &mut PgConnection, account: AccountId, actor: Actor) -> Result<()> {
    for role in store::of(connection, account).await? {
        take(connection, account, role, actor).await?;
    }
    Ok(())
}
