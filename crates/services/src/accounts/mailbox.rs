//! Mails of the room, in the transaction that causes them.

use domain::{accounts::LinkKind, language::Language};
use sqlx::PgConnection;

use super::{Caller, store::Account};
use crate::{
    error::Result,
    mail::{AccountLetter, AccountMail, Facts, enqueue_account_mail},
    shop::Shop,
};

/// The page of the account.
pub(super) fn account_page(language: Language) -> String {
    format!("/{language}/account")
}

/// The page on which a new password is asked for.
pub(super) fn forgotten_page(language: Language) -> String {
    format!("/{language}/account/forgotten")
}

/// A mail with a link.
pub(super) struct LinkMail<'a> {
    pub mail: AccountMail,
    pub cause: &'a str,
    pub recipient: &'a str,
    pub language: Language,
    pub link: LinkKind,
    pub secret: &'a str,
}

/// Sends a link.
pub(super) async fn send_link(connection: &mut PgConnection, shop: &Shop, mail: &LinkMail<'_>) -> Result<()> {
    let at = now(connection).await?;
    let path = mail.link.path(mail.language, mail.secret);
    let letter = AccountLetter {
        kind: mail.mail,
        cause: mail.cause,
        recipient: mail.recipient,
        language: mail.language,
        path: &path,
        facts: Facts { hours: mail.link.hours(), at: Some(at), ..Facts::default() },
    };
    enqueue_account_mail(connection, shop, &letter).await
}

/// Tells the owner what has happened to the account, and how to get everybody else out of it.
pub(super) async fn tell(connection: &mut PgConnection, shop: &Shop, account: &Account, mail: AccountMail, caller: &Caller) -> Result<()> {
    let at = now(connection).await?;
    let (device, place) = (caller.device_words(), caller.place());
    let letter = AccountLetter {
        kind: mail,
        cause: &shop.new_id().to_string(),
        recipient: &account.email,
        language: account.language,
        path: &forgotten_page(account.language),
        facts: Facts { at: Some(at), device: &device, place: &place, ..Facts::default() },
    };
    enqueue_account_mail(connection, shop, &letter).await
}

/// The transaction's time.
pub(super) async fn now(connection: &mut PgConnection) -> Result<chrono::DateTime<chrono::Utc>> {
    Ok(sqlx::query_scalar!(r#"SELECT now() AS "now!""#).fetch_one(connection).await?)
}
