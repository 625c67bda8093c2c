use domain::{
    accounts::{AccountRefusal, LogInMethod, LogInOutcome, Principal},
    ids::AccountId,
};

use super::take;
use crate::{
    accounts::{
        Caller, LoggedIn, attempts,
        entering::{enter, unchanged},
        log_in::refused,
        store as accounts,
    },
    error::{Error, Result},
    shop::Shop,
};

/// Lets somebody in whose password was right, by a code of their app or a recovery code: what [`log_in`](crate::accounts::log_in) has answered with
/// [`SecondFactor::Prove`](domain::accounts::SecondFactor::Prove) goes in here. A code is taken once, and so is the password: one that was changed since
/// counts no more.
///
/// # Errors
/// [`AccountRefusal::WrongCode`], [`AccountRefusal::WrongCredentials`]; [`Error::TooMany`] when it was tried too often.
pub async fn second_factor(shop: &Shop, account: AccountId, credentials: i64, code: &str, caller: &Caller) -> Result<LoggedIn> {
    let counted = attempts::code(shop, account).await?;
    let mut transaction = shop.begin().await?;
    let account = unchanged(&mut transaction, account, credentials).await?;
    let Some(method) = take::take(&mut transaction, shop, account.id, code).await? else {
        transaction.rollback().await?;
        return refused(shop, Some(account.id), LogInMethod::Code, LogInOutcome::WrongCode, caller).await;
    };
    let logged_in = enter(&mut transaction, shop, &account, method, caller).await?;
    transaction.commit().await?;
    counted.give_back(shop).await;
    shop.work.notify_one();
    Ok(logged_in)
}

/// Makes sure once more that it is the owner who asks, by a code, before something is done that cannot be taken back.
///
/// # Errors
/// [`AccountRefusal::WrongCode`]; [`Error::TooMany`] when it was tried too often.
pub async fn step_up(shop: &Shop, who: &Principal, code: &str, caller: &Caller) -> Result<()> {
    let counted = attempts::code(shop, who.account).await?;
    let mut transaction = shop.begin().await?;
    let account = accounts::lock(&mut transaction, who.account).await?;
    if account.is_closed {
        return Err(Error::refused(AccountRefusal::WrongCode));
    }
    if take::take(&mut transaction, shop, account.id, code).await?.is_none() {
        transaction.rollback().await?;
        return refused(shop, Some(account.id), LogInMethod::Code, LogInOutcome::WrongCode, caller).await;
    }
    transaction.commit().await?;
    counted.give_back(shop).await;
    Ok(())
}
