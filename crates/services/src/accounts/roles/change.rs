use domain::{
    accounts::{Permission, Role},
    backoffice::StaffRefusal,
    ids::AccountId,
};
use serde_json::json;

use super::{give, store, take};
use crate::{
    accounts::store as accounts,
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// What somebody is to be from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleChange {
    /// This as well.
    Give(Role),
    /// This no more.
    Take(Role),
}

/// Gives or takes a role and answers with the roles that the account has then. For whoever may give roles and has proved it just now. What is so already
/// stays so. Nobody decides about their own roles.
///
/// # Errors
/// [`Error::NotFound`](crate::error::Error::NotFound) without such an account;
/// [`AccountRefusal::LastAdmin`](domain::accounts::AccountRefusal::LastAdmin) when nobody else could give roles then;
/// [`StaffRefusal::OwnAccount`] for the asker's own account.
pub async fn change(shop: &Shop, by: impl Into<Acting>, account: AccountId, change: RoleChange) -> Result<Vec<Role>> {
    let by = by.into();
    by.may(Permission::GiveRoles)?;
    if by.actor.account() == Some(account) {
        return Err(Error::refused(StaffRefusal::OwnAccount));
    }
    let mut transaction = shop.begin().await?;
    accounts::lock(&mut transaction, account).await?;
    let before = store::of(&mut transaction, account).await?;
    match change {
        RoleChange::Give(role) => give(&mut transaction, account, role, by.actor).await?,
        RoleChange::Take(role) => take(&mut transaction, account, role, by.actor).await?,
    };
    let roles = store::of(&mut transaction, account).await?;
    if roles != before {
        let (before, after) = (json!({ "roles": before }), json!({ "roles": roles }));
        audit_log::write(&mut transaction, by, Entry { action: "account.roles", subject: &account.to_string(), before, after }).await?;
    }
    transaction.commit().await?;
    Ok(roles)
}
