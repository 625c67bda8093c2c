use domain::{
    accounts::{AccountRefusal, LogInMethod, LogInOutcome, PasskeyAsked, Principal},
    ids::AccountId,
};
use sqlx::PgConnection;
use webauthn_rs::prelude::{AuthenticationResult, PublicKeyCredential};

use super::{
    ceremony::{self, Ceremony},
    party::{failed, party},
    store,
};
use crate::{
    accounts::{Caller, LoggedIn, attempts, entering::enter, log_in::refused, store as accounts},
    error::{Error, Result},
    shop::Shop,
};

/// Asks a device for whichever passkey of the shop it has: a way in without address and password.
pub async fn begin_passkey(shop: &Shop) -> Result<PasskeyAsked> {
    let (options, state) = party(shop)?.start_discoverable_authentication().map_err(|error| failed(&error))?;
    ceremony::ask(shop, &Ceremony::Any { state }, options, ceremony::without_mediation).await
}

/// Asks a device for a passkey of an account: of somebody whose password was right, or who proves once more who they are. The caller knows that it is one of
/// these: the answer says which passkeys there are.
///
/// # Errors
/// [`AccountRefusal::NotEnrolled`] when the account has none.
pub async fn begin_passkey_of(shop: &Shop, account: AccountId) -> Result<PasskeyAsked> {
    let passkeys = {
        let mut connection = shop.pool.acquire().await?;
        store::of(&mut connection, account).await?
    };
    if passkeys.is_empty() {
        return Err(Error::refused(AccountRefusal::NotEnrolled));
    }
    let (options, state) = party(shop)?.start_passkey_authentication(&passkeys).map_err(|error| failed(&error))?;
    ceremony::ask(shop, &Ceremony::Known { account, state }, options, ceremony::without_mediation).await
}

/// Lets somebody in by a device's answer, whichever way it was asked.
///
/// # Errors
/// [`AccountRefusal::WrongCode`] when it is no answer to what was asked, or when the account is closed; [`Error::TooMany`] when it was tried too often.
pub async fn enter_with_passkey(shop: &Shop, handle: &str, answer: &str, caller: &Caller) -> Result<LoggedIn> {
    attempts::link(shop, caller).await?;
    let ceremony = ceremony::take(shop, handle).await?;
    let mut transaction = shop.begin().await?;
    match prove(&mut transaction, shop, ceremony, answer).await? {
        Ok(id) => {
            let account = accounts::lock(&mut transaction, id).await?;
            let logged_in = enter(&mut transaction, shop, &account, LogInMethod::Passkey, caller).await?;
            transaction.commit().await?;
            shop.work.notify_one();
            Ok(logged_in)
        }
        Err(account) => {
            transaction.rollback().await?;
            refused(shop, account, LogInMethod::Passkey, LogInOutcome::WrongCode, caller).await
        }
    }
}

/// Makes sure once more that it is the owner who asks, by the answer to what [`begin_passkey_of`] asked.
///
/// # Errors
/// [`AccountRefusal::WrongCode`]; [`Error::TooMany`] when it was tried too often.
pub async fn step_up_with_passkey(shop: &Shop, who: &Principal, handle: &str, answer: &str, caller: &Caller) -> Result<()> {
    let counted = attempts::code(shop, who.account).await?;
    let ceremony = ceremony::take(shop, handle).await?;
    let mut transaction = shop.begin().await?;
    match prove(&mut transaction, shop, ceremony, answer).await? {
        Ok(account) if account == who.account => {
            transaction.commit().await?;
            counted.give_back(shop).await;
            Ok(())
        }
        Ok(_) | Err(_) => {
            transaction.rollback().await?;
            refused(shop, Some(who.account), LogInMethod::Passkey, LogInOutcome::WrongCode, caller).await
        }
    }
}

/// The account of which the answer shows a passkey, locked; or, when it shows none, the one that was asked.
async fn prove(
    connection: &mut PgConnection,
    shop: &Shop,
    ceremony: Ceremony,
    answer: &str,
) -> Result<std::result::Result<AccountId, Option<AccountId>>> {
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else { return Ok(Err(None)) };
    let party = party(shop)?;
    let id = match &ceremony {
        Ceremony::Known { account, .. } => *account,
        Ceremony::Any { .. } => match party.identify_discoverable_authentication(&answer) {
            Ok((account, _)) => AccountId(account),
            Err(_) => return Ok(Err(None)),
        },
        Ceremony::Register { .. } => return Ok(Err(None)),
    };
    match accounts::lock(connection, id).await {
        Ok(account) if !account.is_closed => {}
        Ok(_) => return Ok(Err(Some(id))),
        Err(Error::NotFound) => return Ok(Err(None)),
        Err(error) => return Err(error),
    }
    let Some(mut passkey) = store::find(connection, id, answer.get_credential_id()).await? else { return Ok(Err(Some(id))) };
    let shown: std::result::Result<AuthenticationResult, _> = match ceremony {
        Ceremony::Known { state, .. } => party.finish_passkey_authentication(&answer, &state),
        Ceremony::Any { state } => party.finish_discoverable_authentication_v2(&answer, state, &passkey),
        Ceremony::Register { .. } => return Ok(Err(Some(id))),
    };
    let Ok(shown) = shown else { return Ok(Err(Some(id))) };
    passkey.update_credential(&shown);
    store::used(connection, id, &passkey).await?;
    Ok(Ok(id))
}
