use domain::{
    accounts::{LinkKind, Password, Permission},
    ids::AccountId,
    language::Language,
};
use serde_json::json;

use super::{
    Caller, attempts, devices, mailbox, new_password, register,
    requests::{self, Wish},
    sessions, store, tokens,
};
use crate::{
    audit_log::{self, Entry},
    error::Result,
    mail::AccountMail,
    orders::Acting,
    shop::Shop,
};

/// Asks for a link by which a new password can be chosen. The answer is the same for everybody; the mail goes to the address that the account has.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) when the text is no address, [`Error::TooMany`](crate::error::Error::TooMany) when it was asked too
/// often.
pub async fn request_reset(shop: &Shop, email: &str, language: Language, caller: &Caller) -> Result<()> {
    let email = register::address(email)?;
    attempts::mail(shop, &email, caller).await?;
    requests::write(shop, Wish::Reset, &email, language).await
}

/// Sends an account's owner a link by which a new password can be chosen, for staff who help at the telephone; they never see it.
///
/// # Errors
/// [`Error::Forbidden`](crate::error::Error::Forbidden) or [`Error::Unproven`](crate::error::Error::Unproven) for who may not, or not yet;
/// [`Error::NotFound`](crate::error::Error::NotFound) without such an account.
pub async fn send_reset(shop: &Shop, by: impl Into<Acting>, account: AccountId) -> Result<()> {
    let by = by.into();
    by.may(Permission::AssistAccounts)?;
    let account = store::by_id(&shop.pool, account).await?;
    let email = register::address(&account.email)?;
    let mut transaction = shop.begin().await?;
    requests::write_within(&mut transaction, shop, Wish::Reset, &email, account.language).await?;
    let (before, after) = (json!({}), json!({ "sent": true }));
    audit_log::write(&mut transaction, by, Entry { action: "account.send_reset", subject: &account.id.to_string(), before, after }).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(())
}

/// Sets a new password by a link: once, whoever else has the link. All sessions end, all other links are void, all devices are strange again, and an account
/// that was closed is open. Second factors stay: whoever reads the mail has shown one thing, not two.
///
/// # Errors
/// [`AccountRefusal::LinkInvalid`](domain::accounts::AccountRefusal::LinkInvalid) when the link is not good; what is wrong with the password. The link
/// stays good after the latter.
pub async fn reset(shop: &Shop, token: &str, password: &Password, caller: &Caller) -> Result<()> {
    attempts::link(shop, caller).await?;
    let account = tokens::find(&shop.pool, LinkKind::Reset, token).await?.account.ok_or_else(tokens::invalid)?;
    let account = store::by_id(&shop.pool, account).await?;
    let hash = new_password::hash(shop, password, &account.email).await?;
    let mut transaction = shop.begin().await?;
    let account = store::lock(&mut transaction, account.id).await?;
    tokens::take(&mut transaction, LinkKind::Reset, token).await?;
    tokens::end_of_account(&mut transaction, account.id).await?;
    store::set_password(&mut transaction, account.id, &hash).await?;
    store::mail_was_read(&mut transaction, account.id).await?;
    devices::forget(&mut transaction, account.id).await?;
    sessions::end_all(&mut transaction, account.id, None).await?;
    mailbox::tell(&mut transaction, shop, &account, AccountMail::PasswordChanged, caller).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(())
}
