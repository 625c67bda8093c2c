use domain::accounts::{AccountRefusal, PasskeyAsked, Password, Principal};
use webauthn_rs::prelude::RegisterPublicKeyCredential;

use super::{
    ceremony::{self, Ceremony},
    party::{failed, party},
    store,
};
use crate::{
    accounts::{Caller, mailbox, new_password, second_factors, store as accounts},
    error::{Error, Result},
    mail::AccountMail,
    shop::Shop,
};

/// Most passkeys of an account.
const MOST: usize = 20;

/// Most characters of a passkey's name.
const LONGEST_NAME: usize = 60;

/// The constraint that says that a passkey is known.
const KNOWN: &str = "accounts_passkeys_credential_unique";

/// Asks the device of somebody who is in for a passkey, by the password: a session that was left open must not make one.
///
/// # Errors
/// [`AccountRefusal::WrongPassword`]; [`AccountRefusal::AlreadyEnrolled`] when there are as many as there can be.
pub async fn begin_passkey_registration(shop: &Shop, who: &Principal, password: &Password) -> Result<PasskeyAsked> {
    let account = accounts::by_id(&shop.pool, who.account).await?;
    new_password::check_current(shop, &account, password).await?;
    let there = {
        let mut connection = shop.pool.acquire().await?;
        store::of(&mut connection, account.id).await?
    };
    if there.len() >= MOST {
        return Err(Error::refused(AccountRefusal::AlreadyEnrolled));
    }
    let there = there.iter().map(|passkey| passkey.cred_id().clone()).collect();
    let (options, state) = party(shop)?
        .start_passkey_registration(account.id.0, &account.email, &account.email, Some(there))
        .map_err(|error| failed(&error))?;
    ceremony::ask(shop, &Ceremony::Register { account: account.id, state }, options, ceremony::findable).await
}

/// Keeps the passkey that the device made. Answers with recovery codes when it is the account's first second factor; they are shown this once.
///
/// # Errors
/// [`AccountRefusal::WrongCode`] when the answer is none to what was asked; [`AccountRefusal::AlreadyEnrolled`] when somebody has the passkey.
pub async fn confirm_passkey(
    shop: &Shop,
    who: &Principal,
    (handle, answer): (&str, &str),
    name: &str,
    caller: &Caller,
) -> Result<Option<Vec<String>>> {
    let wrong = || Error::refused(AccountRefusal::WrongCode);
    let Ceremony::Register { account, state } = ceremony::take(shop, handle).await? else { return Err(wrong()) };
    if account != who.account {
        return Err(wrong());
    }
    let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| wrong())?;
    let passkey = party(shop)?.finish_passkey_registration(&answer, &state).map_err(|_| wrong())?;
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_NAME).collect();
    let mut transaction = shop.begin().await?;
    let account = accounts::lock(&mut transaction, account).await?;
    let is_first = !second_factors::of(&mut transaction, account.id).await?.is_there();
    store::insert(&mut transaction, shop.new_id(), account.id, &name, &passkey).await.map_err(|error| match error.constraint() {
        Some(KNOWN) => Error::refused(AccountRefusal::AlreadyEnrolled),
        Some(_) | None => error,
    })?;
    let codes = if is_first { Some(second_factors::replace(&mut transaction, shop, account.id).await?) } else { None };
    mailbox::tell(&mut transaction, shop, &account, AccountMail::PasskeyAdded, caller).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(codes)
}
