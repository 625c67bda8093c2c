//! SQL of passkeys.

use domain::{accounts::PasskeyView, ids::AccountId};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;
use webauthn_rs::prelude::Passkey;

use crate::error::Result;

/// The passkeys of an account.
pub(super) async fn of(connection: &mut PgConnection, account: AccountId) -> Result<Vec<Passkey>> {
    let rows = sqlx::query_scalar!(r#"SELECT passkey AS "passkey: Json<Passkey>" FROM accounts_passkeys WHERE account_id = $1"#, account.0)
        .fetch_all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// One passkey, by the id that its device gave it.
pub(super) async fn find(connection: &mut PgConnection, account: AccountId, credential: &[u8]) -> Result<Option<Passkey>> {
    let row = sqlx::query_scalar!(
        r#"SELECT passkey AS "passkey: Json<Passkey>" FROM accounts_passkeys WHERE account_id = $1 AND credential_id = $2 FOR UPDATE"#,
        account.0,
        credential
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| row.0))
}

/// The error names the constraint `accounts_passkeys_credential_unique` when somebody has the passkey already.
pub(super) async fn insert(connection: &mut PgConnection, id: Uuid, account: AccountId, name: &str, passkey: &Passkey) -> Result<()> {
    sqlx::query!(
        "INSERT INTO accounts_passkeys (id, account_id, credential_id, name, passkey) VALUES ($1, $2, $3, $4, $5)",
        id,
        account.0,
        &passkey.cred_id()[..],
        name,
        Json(passkey) as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The passkey was used, and this is how its device counts now.
pub(super) async fn used(connection: &mut PgConnection, account: AccountId, passkey: &Passkey) -> Result<()> {
    sqlx::query!(
        "UPDATE accounts_passkeys SET passkey = $3, used_at = now() WHERE account_id = $1 AND credential_id = $2",
        account.0,
        &passkey.cred_id()[..],
        Json(passkey) as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// For the list.
pub(super) async fn views(connection: &mut PgConnection, account: AccountId) -> Result<Vec<PasskeyView>> {
    Ok(sqlx::query_as!(
        PasskeyView,
        "SELECT id, name, created_at, used_at FROM accounts_passkeys WHERE account_id = $1 ORDER BY created_at, id",
        account.0
    )
    .fetch_all(connection)
    .await?)
}

/// `false` when the account has no such passkey.
pub(super) async fn remove(connection: &mut PgConnection, account: AccountId, id: Uuid) -> Result<bool> {
    let removed =
        sqlx::query!("DELETE FROM accounts_passkeys WHERE account_id = $1 AND id = $2", account.0, id).execute(connection).await?;
    Ok(removed.rows_affected() == 1)
}
