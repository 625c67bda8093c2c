use domain::{
    accounts::{Principal, Role, Strength},
    ids::{AccountId, SessionId},
};

use super::{SessionKey, store};
use crate::{accounts::Caller, error::Result, shop::Shop};

/// Somebody who is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Their session.
    pub session: SessionId,
    /// Who they are.
    pub principal: Principal,
}

/// Who is logged in with a session, if anybody is: not when it was ended or is over, nor when the account is closed. Notes that the session is used, once
/// a minute at most.
///
/// # Errors
/// When the database does not answer: then nobody knows, which is not to be taken for nobody.
pub async fn find(shop: &Shop, key: &SessionKey, caller: &Caller) -> Result<Option<SignedIn>> {
    let Some(live) = store::live(&shop.pool, key).await? else { return Ok(None) };
    if live.is_stale
        && let Err(error) = store::touch(&shop.pool, live.id, caller).await
    {
        // It lives on for now; the next request notes it.
        tracing::warn!(error = &error as &dyn std::error::Error, "the use of a session was not noted");
    }
    let roles = live.roles.iter().filter_map(|code| Role::from_code(code)).collect();
    let strength = match (live.strength.as_str(), live.is_stepped_up) {
        ("second_factor", true) => Strength::SteppedUp,
        ("second_factor", false) => Strength::SecondFactor,
        // What this version does not know proves no more than a password.
        _ => Strength::Password,
    };
    let principal = Principal { account: AccountId(live.account_id), roles, strength };
    Ok(Some(SignedIn { session: SessionId(live.id), principal }))
}
