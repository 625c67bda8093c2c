use domain::{
    accounts::{AccountRefusal, LogIn, LogInMethod, LogInOutcome, SecondFactor},
    ids::AccountId,
};

use super::{
    Caller, LoggedIn, Passwords, attempts,
    entering::{enter, unchanged},
    log_ins::{self, Attempt},
    second_factors, store,
    store::Account,
};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// Whether address and password belong together, and what has to follow.
///
/// A wrong password, an unknown address and a closed account get the same answer, [`AccountRefusal::WrongCredentials`], after the same work: one look for
/// the account, one hash, one line of the audit. A form that is not filled in is no try: [`Error::Invalid`].
/// [`Error::TooMany`] when it was tried too often, or when too many try at this moment.
pub async fn log_in(shop: &Shop, form: &LogIn, caller: &Caller) -> Result<LoggedIn> {
    form.check().map_err(Error::Invalid)?;
    // Before all else that costs something: of a flood, most are turned away here, and their tries are not counted.
    let turn = shop.passwords.turn().await?;
    let customer = attempts::customer(&form.email);
    let counted = attempts::log_in(shop, &customer, caller).await?;
    let account = {
        let mut connection = shop.pool.acquire().await?;
        store::by_customer(&mut connection, &customer).await?.filter(|account| !account.is_closed)
    };
    let hash = account.as_ref().and_then(|account| account.password_hash.as_deref());
    let is_right = shop.passwords.verify(turn, &form.password, hash).await?;
    match account {
        Some(account) if is_right => {
            let logged_in = with_password(shop, form, &account, caller).await?;
            counted.give_back(shop).await;
            Ok(logged_in)
        }
        account => {
            let outcome = if account.is_some() { LogInOutcome::WrongPassword } else { LogInOutcome::NoAccount };
            refused(shop, account.map(|account| account.id), LogInMethod::Password, outcome, caller).await
        }
    }
}

/// Notes an attempt that failed.
pub(super) async fn refused<T>(
    shop: &Shop,
    account: Option<AccountId>,
    method: LogInMethod,
    outcome: LogInOutcome,
    caller: &Caller,
) -> Result<T> {
    let mut connection = shop.pool.acquire().await?;
    log_ins::note(&mut connection, &Attempt { account, method, outcome, caller }).await?;
    let refusal = if outcome == LogInOutcome::WrongCode { AccountRefusal::WrongCode } else { AccountRefusal::WrongCredentials };
    Err(Error::refused(refusal))
}

async fn with_password(shop: &Shop, form: &LogIn, account: &Account, caller: &Caller) -> Result<LoggedIn> {
    let renewed = match account.password_hash.as_deref() {
        Some(hash) if Passwords::is_outdated(hash) => Some(shop.passwords.hash(&*shop.entropy, &form.password).await?),
        Some(_) | None => None,
    };
    let mut transaction = shop.begin().await?;
    let account = unchanged(&mut transaction, account.id, account.credentials).await?;
    if let Some(hash) = renewed {
        store::renew_hash(&mut transaction, &account, &hash).await?;
    }
    let logged_in = if second_factors::of(&mut transaction, account.id).await?.is_there() {
        let outcome = LogInOutcome::SecondFactorAsked;
        log_ins::note(&mut transaction, &Attempt { account: Some(account.id), method: LogInMethod::Password, outcome, caller }).await?;
        LoggedIn {
            account: account.id,
            needs: Some(SecondFactor::Prove),
            strength: LogInMethod::Password.strength(),
            credentials: account.credentials,
            language: account.language,
            new_device: None,
        }
    } else {
        enter(&mut transaction, shop, &account, LogInMethod::Password, caller).await?
    };
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(logged_in)
}
