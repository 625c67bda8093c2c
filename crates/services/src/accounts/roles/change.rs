use domain::{
    accounts::{Permission, Principal, Role},
    ids::AccountId,
};

use super::{give, store, take};
use crate::{accounts::store as accounts, error::Result, orders::Actor, shop::Shop};

/// What somebody is to be from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleChange {
    /// This as well.
    Give(Role),
    /// This no more.
    Take(Role),
}

/// Gives or takes a role and answers with the roles that the account has then. For whoever may give roles and has proved it just now. What is so already
/// stays so.
///
/// # Errors
/// [`Error::NotFound`](crate::error::Error::NotFound) without such an account;
/// [`AccountRefusal::LastAdmin`](domain::accounts::AccountRefusal::LastAdmin) when nobody else could give roles then.
pub async fn change(shop: &Shop, who: &Principal, account: AccountId, change: RoleChange) -> Result<Vec<Role>> {
    who.may(Permission::GiveRoles)?;
    let actor = Actor::Staff(*who);
    let mut transaction = shop.begin().await?;
    accounts::lock(&mut transaction, account).await?;
    match change {
        RoleChange::Give(role) => give(&mut transaction, account, role, actor).await?,
        RoleChange::Take(role) => take(&mut transaction, account, role, actor).await?,
    };
    let roles = store::of(&mut transaction, account).await?;
    transaction.commit().await?;
    Ok(roles)
}
