//! SQL of the subroom.

use domain::{
    accounts::{Role, RoleEvent},
    ids::AccountId,
};
use sqlx::PgConnection;

use super::RoleStep;
use crate::{error::Result, orders::Actor};

/// Gives a role; `false` when it was there.
pub(super) async fn insert(connection: &mut PgConnection, account: AccountId, role: Role) -> Result<bool> {
    let inserted =
        sqlx::query!("INSERT INTO accounts_roles (account_id, role) VALUES ($1, $2) ON CONFLICT DO NOTHING", account.0, role.code())
            .execute(connection)
            .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Takes a role; `false` when it was not there.
pub(super) async fn delete(connection: &mut PgConnection, account: AccountId, role: Role) -> Result<bool> {
    let deleted =
        sqlx::query!("DELETE FROM accounts_roles WHERE account_id = $1 AND role = $2", account.0, role.code()).execute(connection).await?;
    Ok(deleted.rows_affected() == 1)
}

/// The roles of an account, in the order of [`Role::ALL`].
pub(super) async fn of(connection: &mut PgConnection, account: AccountId) -> Result<Vec<Role>> {
    let codes = sqlx::query_scalar!("SELECT role FROM accounts_roles WHERE account_id = $1", account.0).fetch_all(connection).await?;
    let mut roles: Vec<Role> = codes.iter().filter_map(|code| Role::from_code(code)).collect();
    roles.sort();
    Ok(roles)
}

/// Whoever can give roles: an administrator whose account is not closed.
pub(super) async fn admins(connection: &mut PgConnection) -> Result<Vec<AccountId>> {
    let admins = sqlx::query_scalar!(
        r#"SELECT role.account_id FROM accounts_roles AS role JOIN accounts AS account ON account.id = role.account_id
           WHERE role.role = 'admin' AND account.closed_at IS NULL"#
    )
    .fetch_all(connection)
    .await?;
    Ok(admins.into_iter().map(AccountId).collect())
}

/// The same, and nobody becomes or ceases to be one until the transaction ends.
pub(crate) async fn lock_admins(connection: &mut PgConnection) -> Result<Vec<AccountId>> {
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended('accounts.admins', 0))").execute(&mut *connection).await?;
    admins(connection).await
}

/// Writes an event down.
pub(super) async fn note(connection: &mut PgConnection, account: AccountId, event: RoleEvent, actor: Actor) -> Result<()> {
    sqlx::query!(
        "INSERT INTO accounts_roles_history (account_id, event, role, actor) VALUES ($1, $2, $3, $4)",
        account.0,
        event.code(),
        event.role().code(),
        actor.code()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What happened to the roles of an account.
pub(super) async fn history(connection: &mut PgConnection, account: AccountId) -> Result<Vec<RoleStep>> {
    Ok(sqlx::query_as!(RoleStep, "SELECT at, event, role, actor FROM accounts_roles_history WHERE account_id = $1 ORDER BY id", account.0)
        .fetch_all(connection)
        .await?)
}

pub(super) async fn insert_buyer(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!("INSERT INTO accounts_buyers (account_id) VALUES ($1)", account.0).execute(connection).await?;
    Ok(())
}

pub(super) async fn delete_buyer(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!("DELETE FROM accounts_buyers WHERE account_id = $1", account.0).execute(connection).await?;
    Ok(())
}

/// With the part of the address before the `@` as the name, until they say otherwise. Another staff role has made it already, perhaps.
pub(super) async fn insert_staff(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!(
        r#"INSERT INTO accounts_staff (account_id, display_name)
           SELECT id, left(coalesce(nullif(split_part(email, '@', 1), ''), 'staff'), 100) FROM accounts WHERE id = $1
           ON CONFLICT (account_id) DO NOTHING"#,
        account.0
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn delete_staff(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!("DELETE FROM accounts_staff WHERE account_id = $1", account.0).execute(connection).await?;
    Ok(())
}
