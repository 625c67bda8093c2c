//! SQL of the accounts themselves.

use domain::{email::Email, ids::AccountId, language::Language};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    pool::Pool,
};

/// An account that is not erased.
#[derive(Clone)]
pub(super) struct Account {
    pub id: AccountId,
    /// As it was written.
    pub email: String,
    pub is_verified: bool,
    pub password_hash: Option<String>,
    /// Counts the changes of what lets somebody in.
    pub credentials: i64,
    pub language: Language,
    pub is_closed: bool,
}

struct Row {
    id: Uuid,
    email: String,
    is_verified: bool,
    password_hash: Option<String>,
    credentials: i64,
    language: String,
    is_closed: bool,
}

impl From<Row> for Account {
    fn from(row: Row) -> Self {
        Self {
            id: AccountId(row.id),
            email: row.email,
            is_verified: row.is_verified,
            password_hash: row.password_hash,
            credentials: row.credentials,
            language: Language::from_code(&row.language).unwrap_or_default(),
            is_closed: row.is_closed,
        }
    }
}

/// The account of an address in the spelling that is looked for.
pub(super) async fn by_customer(connection: &mut PgConnection, customer: &str) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT id, email AS "email!", verified_at IS NOT NULL AS "is_verified!", password_hash, credentials, language,
               closed_at IS NOT NULL AS "is_closed!"
           FROM accounts WHERE customer = $1 AND erased_at IS NULL"#,
        customer
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(Account::from))
}

/// An account by its id. Not found when it is erased.
pub(super) async fn by_id(pool: &Pool, account: AccountId) -> Result<Account> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT id, email AS "email!", verified_at IS NOT NULL AS "is_verified!", password_hash, credentials, language,
               closed_at IS NOT NULL AS "is_closed!"
           FROM accounts WHERE id = $1 AND erased_at IS NULL"#,
        account.0
    )
    .fetch_optional(pool)
    .await?;
    row.map(Account::from).ok_or(Error::NotFound)
}

/// Locks the account for the rest of the transaction: before its tokens, its second factors and its sessions.
pub(super) async fn lock(connection: &mut PgConnection, account: AccountId) -> Result<Account> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT id, email AS "email!", verified_at IS NOT NULL AS "is_verified!", password_hash, credentials, language,
               closed_at IS NOT NULL AS "is_closed!"
           FROM accounts WHERE id = $1 AND erased_at IS NULL FOR NO KEY UPDATE"#,
        account.0
    )
    .fetch_optional(connection)
    .await?;
    row.map(Account::from).ok_or(Error::NotFound)
}

/// Locks an address for the rest of the transaction, whether it has an account or not: before any account.
pub(super) async fn lock_address(connection: &mut PgConnection, email: &Email) -> Result<()> {
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended('accounts.address:' || $1, 0))", email.customer())
        .execute(connection)
        .await?;
    Ok(())
}

/// What a new account begins with.
pub(super) struct NewAccount<'a> {
    pub id: AccountId,
    pub email: &'a Email,
    pub is_verified: bool,
    pub password_hash: &'a str,
    pub language: Language,
    pub newsletter: bool,
}

/// Makes an account; `false` when the address has one.
pub(super) async fn insert(connection: &mut PgConnection, account: &NewAccount<'_>) -> Result<bool> {
    let inserted = sqlx::query!(
        r#"INSERT INTO accounts (id, email, customer, verified_at, password_hash, password_changed_at, language, newsletter)
           VALUES ($1, $2, $3, CASE WHEN $4 THEN now() END, $5, now(), $6, $7) ON CONFLICT (customer) DO NOTHING"#,
        account.id.0,
        account.email.as_str(),
        account.email.customer(),
        account.is_verified,
        account.password_hash,
        account.language.code(),
        account.newsletter
    )
    .execute(connection)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Another password. Whoever is logging in at this moment with the one before does not get in.
pub(super) async fn set_password(connection: &mut PgConnection, account: AccountId, hash: &str) -> Result<()> {
    sqlx::query!(
        "UPDATE accounts SET password_hash = $2, password_changed_at = now(), credentials = credentials + 1 WHERE id = $1",
        account.0,
        hash
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The same password under today's parameters, unless it was changed meanwhile.
pub(super) async fn renew_hash(connection: &mut PgConnection, account: &Account, hash: &str) -> Result<()> {
    sqlx::query!("UPDATE accounts SET password_hash = $3 WHERE id = $1 AND credentials = $2", account.id.0, account.credentials, hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// Somebody has shown that they read the account's mail: its address is confirmed, and if it was closed it is open again.
pub(super) async fn mail_was_read(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!("UPDATE accounts SET verified_at = coalesce(verified_at, now()), closed_at = NULL WHERE id = $1", account.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Another address, confirmed. The error names the constraint `accounts_customer_unique` when it has an account.
pub(super) async fn set_email(connection: &mut PgConnection, account: AccountId, email: &Email) -> Result<()> {
    sqlx::query!(
        "UPDATE accounts SET email = $2, customer = $3, verified_at = now(), credentials = credentials + 1 WHERE id = $1",
        account.0,
        email.as_str(),
        email.customer()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// No password lets anybody in until another one is set; an account that was closed is open again.
pub(super) async fn take_password_away(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!("UPDATE accounts SET password_hash = NULL, closed_at = NULL, credentials = credentials + 1 WHERE id = $1", account.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Closes the account.
pub(super) async fn close(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!("UPDATE accounts SET closed_at = now(), credentials = credentials + 1 WHERE id = $1 AND closed_at IS NULL", account.0)
        .execute(connection)
        .await?;
    Ok(())
}
