use chrono::{DateTime, Utc};
use domain::{
    accounts::{Permission, Principal},
    ids::AccountId,
};
use sqlx::PgConnection;

use super::store;
use crate::{error::Result, shop::Shop};

/// A line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleStep {
    /// When.
    pub at: DateTime<Utc>,
    /// `role_given` or `role_taken`.
    pub event: String,
    /// The role.
    pub role: String,
    /// By whom: `staff:<id>`, `operator`, or `buyer` for what somebody did to their own account.
    pub actor: String,
}

/// What an account was given and lost, the earliest first. For its owner and for staff who may see accounts.
pub async fn history(shop: &Shop, who: &Principal, account: AccountId) -> Result<Vec<RoleStep>> {
    if who.account != account {
        who.may(Permission::SeeAccounts)?;
    }
    let mut connection = shop.pool.acquire().await?;
    steps(&mut connection, account).await
}

/// The same, for a caller who has asked who may see it.
pub(in crate::accounts) async fn steps(connection: &mut PgConnection, account: AccountId) -> Result<Vec<RoleStep>> {
    store::history(connection, account).await
}
