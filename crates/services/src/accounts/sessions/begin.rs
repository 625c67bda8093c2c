use std::time::Duration;

use domain::{
    accounts::{Proof, SecondFactor},
    ids::SessionId,
};

use super::{
    SessionKey,
    store::{self, NewSession},
};
use crate::{
    accounts::{Caller, LoggedIn, roles, still_holds},
    error::{Error, Result},
    shop::Shop,
};

const DAY: Duration = Duration::from_hours(24);

/// How long a session may lie unused, and how long it lasts at most.
#[derive(Clone, Copy, Debug)]
struct Life {
    idle: Duration,
    longest: Duration,
}

/// A buyer finds the shop as they left it.
const OF_BUYERS: Life = Life { idle: Duration::from_hours(30 * 24), longest: Duration::from_hours(180 * 24) };

/// Staff see what belongs to others: a working day, and no longer than a lunch without a request.
const OF_STAFF: Life = Life { idle: Duration::from_hours(1), longest: Duration::from_hours(12) };

/// Begins a session for somebody who has just logged in, under a session id that was made for it.
///
/// A second factor that was shown counts as a fresh proof for a while, so nobody is asked for it twice in a row.
///
/// # Errors
/// [`Error::Unproven`] when a second factor is to be proved first; `WrongCredentials` when what was shown lets nobody in any more, because the password
/// was changed meanwhile or the account was closed.
pub async fn begin(shop: &Shop, key: &SessionKey, logged_in: &LoggedIn, caller: &Caller) -> Result<SessionId> {
    match logged_in.needs {
        Some(SecondFactor::Prove) => return Err(Error::Unproven(Proof::SecondFactor)),
        // The session that somebody enrols a second factor in: it is good for nothing of staff's until then.
        Some(SecondFactor::Enrol) | None => {}
    }
    let id = SessionId(shop.new_id());
    let mut transaction = shop.begin().await?;
    // Locks the account: whoever ends all its sessions waits for this one, or this one sees what they have changed.
    still_holds(&mut transaction, logged_in.account, logged_in.credentials).await?;
    let is_staff = roles::of(&mut transaction, logged_in.account).await?.iter().any(|role| role.is_staff());
    let life = if is_staff { OF_STAFF } else { OF_BUYERS };
    let LoggedIn { account, strength, .. } = *logged_in;
    let session = NewSession { id, key, account, strength, idle: life.idle, longest: life.longest, caller };
    store::insert(&mut transaction, &session).await?;
    transaction.commit().await?;
    Ok(id)
}

/// The cookie and its entry live for 30 days from the last visit; a row that would outlive them could not be found.
const _: () = assert!(OF_BUYERS.idle.as_secs() <= 30 * DAY.as_secs());
