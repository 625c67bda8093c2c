use domain::accounts::{AccountRefusal, EmailChange, LinkKind, Principal};
use sqlx::PgConnection;

use super::{
    Caller, attempts, devices, entering,
    mailbox::{self, LinkMail},
    new_password, register,
    requests::{self, Wish},
    second_factors, sessions, store,
    store::Account,
    tokens::{self, NewToken},
};
use crate::{
    error::{Error, Result},
    mail::AccountMail,
    shop::Shop,
};

/// The constraint that says that an address has an account.
const TAKEN: &str = "accounts_customer_unique";

/// Asks for another address, with the password. The answer is a mail to the new one, and the same whether that has an account or not.
///
/// # Errors
/// [`AccountRefusal::WrongPassword`]; [`Error::Invalid`] when the text is no address; [`Error::TooMany`] when it was asked too often.
pub async fn change_email(shop: &Shop, who: &Principal, form: &EmailChange, caller: &Caller) -> Result<()> {
    let email = register::address(&form.email)?;
    let account = store::by_id(&shop.pool, who.account).await?;
    new_password::check_current(shop, &account, &form.password).await?;
    attempts::mail(shop, &email, caller).await?;
    requests::write(shop, Wish::EmailChange(who.account), &email, account.language).await
}

/// Gives the account its new address: by the link that went there, and by who is in. A stranger at a mistyped address can do nothing with the link. The old
/// address hears of it and can take it back for a week.
///
/// # Errors
/// [`AccountRefusal::LinkInvalid`] when the link is not good or is another account's; [`AccountRefusal::AddressTaken`] when the address has got an account
/// since.
pub async fn confirm_email(shop: &Shop, who: &Principal, token: &str, caller: &Caller) -> Result<()> {
    attempts::link(shop, caller).await?;
    let found = tokens::find(&shop.pool, LinkKind::EmailChange, token).await?;
    let email = found.email.filter(|_| found.account == Some(who.account)).ok_or_else(tokens::invalid)?;
    let mut transaction = shop.begin().await?;
    store::lock_address(&mut transaction, &email).await?;
    let before = store::lock(&mut transaction, who.account).await?;
    tokens::take(&mut transaction, LinkKind::EmailChange, token).await?;
    store::set_email(&mut transaction, who.account, &email).await.map_err(taken)?;
    tokens::end_of_account(&mut transaction, who.account).await?;
    tokens::end_registrations(&mut transaction, &email).await?;
    announce(&mut transaction, shop, &before).await?;
    let account = store::lock(&mut transaction, who.account).await?;
    entering::claim(&mut transaction, &account).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(())
}

/// Tells the old address, with the way back - if somebody has ever shown to read there: else it may be a stranger's, who would be handed the account.
async fn announce(connection: &mut PgConnection, shop: &Shop, before: &Account) -> Result<()> {
    if !before.is_verified {
        return Ok(());
    }
    let email = before.email.parse().map_err(|_| Error::Data("an account without an address".into()))?;
    let kind = LinkKind::EmailRevert;
    let token = NewToken { kind, account: Some(before.id), email: Some(&email), language: before.language, role: None };
    let secret = tokens::issue(connection, shop, &token).await?;
    let letter = LinkMail {
        mail: AccountMail::EmailChanged,
        cause: &shop.new_id().to_string(),
        recipient: &before.email,
        language: before.language,
        link: kind,
        secret: &secret,
    };
    mailbox::send_link(connection, shop, &letter).await
}

/// Gives an account its former address back, by the link that went there: for whoever did not change it. Nobody stays in, the password and the second
/// factors that came since let nobody in, and an account that was closed meanwhile is open. Answers with the secret of a link by which a new password can be
/// chosen at once; it goes to the address as well.
///
/// # Errors
/// [`AccountRefusal::LinkInvalid`] when the link is not good; [`AccountRefusal::AddressTaken`] when the address has got an account of its own since.
pub async fn revert_email(shop: &Shop, token: &str, caller: &Caller) -> Result<String> {
    attempts::link(shop, caller).await?;
    let found = tokens::find(&shop.pool, LinkKind::EmailRevert, token).await?;
    let (Some(email), Some(id)) = (found.email, found.account) else { return Err(tokens::invalid()) };
    let mut transaction = shop.begin().await?;
    store::lock_address(&mut transaction, &email).await?;
    store::lock(&mut transaction, id).await?;
    let taken_back = tokens::take(&mut transaction, LinkKind::EmailRevert, token).await?;
    store::set_email(&mut transaction, id, &email).await.map_err(taken)?;
    store::take_password_away(&mut transaction, id).await?;
    tokens::end_of_account(&mut transaction, id).await?;
    tokens::end_later_reverts(&mut transaction, id, &taken_back).await?;
    let since = tokens::began_at(&mut transaction, &taken_back).await?;
    second_factors::remove_since(&mut transaction, id, since).await?;
    devices::forget(&mut transaction, id).await?;
    sessions::end_all(&mut transaction, id, None).await?;
    let account = store::lock(&mut transaction, id).await?;
    let kind = LinkKind::Reset;
    let reset = NewToken { kind, account: Some(id), email: Some(&email), language: account.language, role: None };
    let secret = tokens::issue(&mut transaction, shop, &reset).await?;
    let cause = shop.new_id().to_string();
    let (recipient, language) = (account.email.as_str(), account.language);
    let letter = LinkMail { mail: AccountMail::EmailReverted, cause: &cause, recipient, language, link: kind, secret: &secret };
    mailbox::send_link(&mut transaction, shop, &letter).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(secret)
}

fn taken(error: Error) -> Error {
    if error.constraint() == Some(TAKEN) { Error::refused(AccountRefusal::AddressTaken) } else { error }
}
