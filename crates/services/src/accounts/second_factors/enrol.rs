use domain::accounts::{AccountRefusal, CodeEnrolment, CodeSetup, Principal};

use super::{picture, recovery, store, take};
use crate::{
    accounts::{Caller, attempts, entering::same, mailbox, new_password, store as accounts},
    error::{Error, Result},
    mail::AccountMail,
    shop::Shop,
    vault::Purpose,
};

/// Bytes of a secret: 160 bits, as RFC 4226 recommends.
const SECRET: usize = 20;

/// What an app needs to make codes for somebody who is in. Nothing is asked of them before [`confirm_codes`] has shown that the app has it.
///
/// # Errors
/// [`AccountRefusal::AlreadyEnrolled`] when there is an app.
pub async fn begin_codes(shop: &Shop, who: &Principal) -> Result<CodeSetup> {
    let account = accounts::by_id(&shop.pool, who.account).await?;
    let mut secret = [0; SECRET];
    shop.entropy.fill(&mut secret);
    let mut connection = shop.pool.acquire().await?;
    let sealed = shop.vault.seal(&*shop.entropy, Purpose::AppSecret, account.id.0, &secret)?;
    let sealed =
        store::begin(&mut connection, account.id, &sealed).await?.ok_or_else(|| Error::refused(AccountRefusal::AlreadyEnrolled))?;
    picture::setup(&shop.vault.open(Purpose::AppSecret, account.id.0, &sealed)?, &account.email)
}

/// Makes codes a second factor from now on, by the app's first one and the password: a session that was left open must not lock its owner out. Answers with the
/// recovery codes, which are shown this once.
///
/// # Errors
/// [`AccountRefusal::WrongPassword`], [`AccountRefusal::WrongCode`], [`AccountRefusal::AlreadyEnrolled`].
pub async fn confirm_codes(shop: &Shop, who: &Principal, form: &CodeEnrolment, caller: &Caller) -> Result<Vec<String>> {
    let account = accounts::by_id(&shop.pool, who.account).await?;
    new_password::check_current(shop, &account, &form.password).await?;
    let counted = attempts::code(shop, account.id).await?;
    let mut transaction = shop.begin().await?;
    let account = same(&mut transaction, &account).await?;
    if store::of(&mut transaction, account.id).await?.codes {
        return Err(Error::refused(AccountRefusal::AlreadyEnrolled));
    }
    let code: String = form.code.chars().filter(|character| !character.is_whitespace()).collect();
    if !take::take_app_code(&mut transaction, shop, account.id, &code, false).await? {
        return Err(Error::refused(AccountRefusal::WrongCode));
    }
    let codes = recovery::replace(&mut transaction, shop, account.id).await?;
    mailbox::tell(&mut transaction, shop, &account, AccountMail::CodesAdded, caller).await?;
    transaction.commit().await?;
    counted.give_back(shop).await;
    shop.work.notify_one();
    Ok(codes)
}
