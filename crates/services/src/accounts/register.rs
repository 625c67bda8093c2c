use domain::{
    accounts::{LinkKind, Registration},
    email::Email,
    failure::FieldError,
    language::Language,
};

use super::{
    Caller, LoggedIn,
    account_making::{self, Beginning},
    attempts, new_password,
    requests::{self, Wish},
    store, tokens,
};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// Asks for an account. The answer is a mail, and the same for everybody: a link to whoever has no account yet, a word to whoever has one.
///
/// # Errors
/// [`Error::Invalid`] when the text is no address, [`Error::TooMany`] when it was asked too often.
pub async fn register(shop: &Shop, email: &str, language: Language, caller: &Caller) -> Result<()> {
    let email = address(email)?;
    attempts::mail(shop, &email, caller).await?;
    requests::write(shop, Wish::Register, &email, language).await
}

/// The address that somebody typed.
pub(super) fn address(text: &str) -> Result<Email> {
    let wrong = |error| Error::Invalid(vec![error]);
    match text.trim() {
        "" => Err(wrong(FieldError::required("email"))),
        text => text.parse().map_err(|_| wrong(FieldError::malformed("email"))),
    }
}

/// Makes the account whose address the link confirms, with the password that is chosen now: whoever reads the mail sets it, so nobody can prepare an account
/// for somebody else. The owner is in.
///
/// # Errors
/// [`AccountRefusal::LinkInvalid`](domain::accounts::AccountRefusal::LinkInvalid) when the link is not good; what is wrong with the password. The link
/// stays good after the latter.
pub async fn confirm_registration(shop: &Shop, token: &str, form: &Registration, caller: &Caller) -> Result<LoggedIn> {
    attempts::link(shop, caller).await?;
    let found = tokens::find(&shop.pool, LinkKind::Register, token).await?;
    let email = found.email.ok_or_else(tokens::invalid)?;
    account_making::check_terms(form)?;
    let hash = new_password::hash(shop, &form.password, email.as_str()).await?;
    let mut transaction = shop.begin().await?;
    store::lock_address(&mut transaction, &email).await?;
    tokens::take(&mut transaction, LinkKind::Register, token).await?;
    let beginning = Beginning { email: &email, is_verified: true, hash: &hash, language: found.language, form };
    let account = account_making::make(&mut transaction, shop, &beginning).await?;
    let logged_in = account_making::enter(&mut transaction, shop, &account, caller).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(logged_in)
}
