use domain::{
    accounts::{KnownAccount, Permission, Principal, Role},
    ids::AccountId,
};

use super::attempts;
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// The account of an address, for staff who may [`Permission::SeeAccounts`]: by its id they see who tried to get in and help its owner. Any spelling of the
/// address finds it.
///
/// # Errors
/// [`Error::Forbidden`] and [`Error::Unproven`] for who may not, or not yet; [`Error::NotFound`] without such an account, also when it was erased.
pub async fn look_up(shop: &Shop, who: &Principal, email: &str) -> Result<KnownAccount> {
    who.may(Permission::SeeAccounts)?;
    let row = sqlx::query!(
        r#"SELECT id, email AS "email!", verified_at IS NOT NULL AS "verified!", closed_at IS NOT NULL AS "closed!", created_at,
               ARRAY(SELECT role FROM accounts_roles WHERE account_id = accounts.id ORDER BY role) AS "roles!"
           FROM accounts WHERE customer = $1 AND erased_at IS NULL"#,
        attempts::customer(email)
    )
    .fetch_optional(&shop.pool)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(KnownAccount {
        id: AccountId(row.id),
        email: row.email,
        verified: row.verified,
        closed: row.closed,
        created_at: row.created_at,
        roles: row.roles.iter().filter_map(|code| Role::from_code(code)).collect(),
    })
}
