//! SQL of what is in links: 256 random bits, kept as their SHA-256, good once and for a time by the database's clock.

use domain::{
    accounts::{AccountRefusal, LinkKind, Role},
    email::Email,
    ids::AccountId,
    language::Language,
};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    pool::Pool,
    shop::Shop,
};

/// What a new link is about.
pub(super) struct NewToken<'a> {
    pub kind: LinkKind,
    /// Whose; none where it makes an account.
    pub account: Option<AccountId>,
    /// The address that it confirms, went to, or gives back.
    pub email: Option<&'a Email>,
    pub language: Language,
    /// An invitation's role, and who sent it.
    pub role: Option<(Role, Option<AccountId>)>,
}

/// What a link is about.
pub(super) struct Token {
    pub account: Option<AccountId>,
    pub email: Option<Email>,
    pub language: Language,
    pub role: Option<Role>,
    pub invited_by: Option<AccountId>,
    hash: Vec<u8>,
}

struct Row {
    hash: Vec<u8>,
    account_id: Option<Uuid>,
    email: String,
    language: String,
    role: Option<String>,
    invited_by: Option<Uuid>,
}

impl From<Row> for Token {
    fn from(row: Row) -> Self {
        Self {
            account: row.account_id.map(AccountId),
            email: row.email.parse().ok(),
            language: Language::from_code(&row.language).unwrap_or_default(),
            role: row.role.as_deref().and_then(Role::from_code),
            invited_by: row.invited_by.map(AccountId),
            hash: row.hash,
        }
    }
}

/// A link is not good, whatever the reason.
pub(super) fn invalid() -> Error {
    Error::refused(AccountRefusal::LinkInvalid)
}

/// The hash of a secret that was random.
pub(super) fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// Makes a link and gives what it carries.
pub(super) async fn issue(connection: &mut PgConnection, shop: &Shop, token: &NewToken<'_>) -> Result<String> {
    let secret = shop.new_token();
    sqlx::query!(
        r#"INSERT INTO accounts_tokens (hash, kind, account_id, email, customer, role, invited_by, language, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(hours => $9))"#,
        hash(&secret),
        token.kind.code(),
        token.account.map(|account| account.0),
        token.email.map_or("", Email::as_str),
        token.email.map(Email::customer).unwrap_or_default(),
        token.role.map(|(role, _)| role.code()),
        token.role.and_then(|(_, inviter)| inviter).map(|inviter| inviter.0),
        token.language.code(),
        i32::try_from(token.kind.hours()).unwrap_or(1)
    )
    .execute(connection)
    .await?;
    Ok(secret)
}

/// Looks at a link without using it.
pub(super) async fn find(pool: &Pool, kind: LinkKind, secret: &str) -> Result<Token> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT hash, account_id, email, language, role, invited_by FROM accounts_tokens
           WHERE hash = $1 AND kind = $2 AND ended_at IS NULL AND expires_at > now()"#,
        hash(secret),
        kind.code()
    )
    .fetch_optional(pool)
    .await?;
    row.map(Token::from).ok_or_else(invalid)
}

/// Uses a link up, in the transaction that does what it is for. Of any number of callers at once one succeeds. Whatever else has to be locked is locked
/// before.
pub(super) async fn take(connection: &mut PgConnection, kind: LinkKind, secret: &str) -> Result<Token> {
    let row = sqlx::query_as!(
        Row,
        r#"UPDATE accounts_tokens SET ended_at = now() WHERE hash = $1 AND kind = $2 AND ended_at IS NULL AND expires_at > now()
           RETURNING hash, account_id, email, language, role, invited_by"#,
        hash(secret),
        kind.code()
    )
    .fetch_optional(connection)
    .await?;
    row.map(Token::from).ok_or_else(invalid)
}

/// Makes all links of an account void but those that take a change of its address back: whoever has got hold of the account must not be able to take that
/// way away from its owner.
pub(super) async fn end_of_account(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!(
        "UPDATE accounts_tokens SET ended_at = now() WHERE account_id = $1 AND ended_at IS NULL AND kind <> 'email-revert'",
        account.0
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Makes the links of one kind of an account void: a new one takes their place.
pub(super) async fn end_of_kind(connection: &mut PgConnection, account: AccountId, kind: LinkKind) -> Result<()> {
    sqlx::query!(
        "UPDATE accounts_tokens SET ended_at = now() WHERE account_id = $1 AND ended_at IS NULL AND kind = $2",
        account.0,
        kind.code()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Makes the links void by which changes could be taken back that came after the one of this link. Those of earlier changes stay: their addresses have
/// the older right.
pub(super) async fn end_later_reverts(connection: &mut PgConnection, account: AccountId, token: &Token) -> Result<()> {
    sqlx::query!(
        r#"UPDATE accounts_tokens SET ended_at = now()
           WHERE account_id = $1 AND ended_at IS NULL AND kind = 'email-revert'
             AND created_at >= (SELECT created_at FROM accounts_tokens WHERE hash = $2)"#,
        account.0,
        token.hash
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Makes the links void that would make an account of an address which has one now.
pub(super) async fn end_registrations(connection: &mut PgConnection, email: &Email) -> Result<()> {
    sqlx::query!(
        "UPDATE accounts_tokens SET ended_at = now() WHERE customer = $1 AND ended_at IS NULL AND kind = 'register'",
        email.customer()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Makes the links of one kind void that belong to nobody.
pub(super) async fn end_all_of_kind(connection: &mut PgConnection, kind: LinkKind) -> Result<()> {
    sqlx::query!("UPDATE accounts_tokens SET ended_at = now() WHERE ended_at IS NULL AND kind = $1", kind.code())
        .execute(connection)
        .await?;
    Ok(())
}

/// What has to go when a change of address is taken back: second factors that came with or after it.
pub(super) async fn began_at(connection: &mut PgConnection, token: &Token) -> Result<chrono::DateTime<chrono::Utc>> {
    Ok(sqlx::query_scalar!("SELECT created_at FROM accounts_tokens WHERE hash = $1", token.hash).fetch_one(connection).await?)
}
