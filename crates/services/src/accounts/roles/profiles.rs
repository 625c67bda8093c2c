//! Profiles: what the shop keeps of somebody because of a role.

use domain::{
    accounts::{Profile, RoleEvent},
    ids::AccountId,
};
use sqlx::PgConnection;

use super::store;
use crate::error::Result;

/// Makes the profile that a role needs, or removes the one that none needs any more.
pub(super) async fn follow(connection: &mut PgConnection, account: AccountId, event: RoleEvent) -> Result<()> {
    match (event, event.role().profile()) {
        (RoleEvent::RoleGiven(_), Profile::Buyer) => store::insert_buyer(connection, account).await,
        (RoleEvent::RoleGiven(_), Profile::Staff) => store::insert_staff(connection, account).await,
        (RoleEvent::RoleTaken(_), Profile::Buyer) => store::delete_buyer(connection, account).await,
        (RoleEvent::RoleTaken(_), Profile::Staff) => {
            let stays = store::of(connection, account).await?.iter().any(|role| role.is_staff());
            if stays { Ok(()) } else { store::delete_staff(connection, account).await }
        }
    }
}
