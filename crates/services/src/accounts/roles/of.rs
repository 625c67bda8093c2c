use domain::{accounts::Role, ids::AccountId};
use sqlx::PgConnection;

use super::store;
use crate::{error::Result, shop::Shop};

/// The roles of an account.
pub async fn of(connection: &mut PgConnection, account: AccountId) -> Result<Vec<Role>> {
    store::of(connection, account).await
}

/// Whether anybody can give roles. Without such a person the shop prints a link that makes one.
pub async fn has_admin(shop: &Shop) -> Result<bool> {
    let mut connection = shop.pool.acquire().await?;
    Ok(!store::admins(&mut connection).await?.is_empty())
}
