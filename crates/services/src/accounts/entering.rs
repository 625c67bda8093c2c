//! What happens whenever somebody is let in, by whatever way.

use domain::{
    accounts::{AccountRefusal, LogInMethod, LogInOutcome, SecondFactor, Strength},
    ids::AccountId,
    language::Language,
};
use sqlx::PgConnection;

use super::{
    Caller, devices,
    devices::Met,
    log_ins::{self, Attempt},
    mailbox, roles, second_factors, store,
    store::Account,
};
use crate::{
    error::{Error, Result},
    mail::AccountMail,
    orders,
    shop::Shop,
};

/// Somebody who has shown who they are, as far as `needs` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedIn {
    /// The account.
    pub account: AccountId,
    /// What has to follow before anything else is allowed; nothing when they are in.
    pub needs: Option<SecondFactor>,
    /// What they have shown so far.
    pub strength: Strength,
    /// What the account's credentials were when they were shown; see [`still_holds`].
    pub credentials: i64,
    /// The language that the account's owner reads.
    pub language: Language,
    /// The value for a cookie of this device's own, to be kept for a year and sent as [`Caller::device`]: a new one, or none to change.
    pub new_device: Option<String>,
}

/// Makes sure, in the transaction that begins a session, that what was shown still lets somebody in: nobody has changed the password, taken the address
/// back or closed the account since. The account is locked until that transaction ends, so whoever does any of this ends the new session with the others.
///
/// # Errors
/// [`AccountRefusal::WrongCredentials`] when it does not.
pub async fn still_holds(connection: &mut PgConnection, account: AccountId, credentials: i64) -> Result<()> {
    unchanged(connection, account, credentials).await.map(drop)
}

/// The account, locked, unless what lets somebody in has changed.
pub(super) async fn unchanged(connection: &mut PgConnection, account: AccountId, credentials: i64) -> Result<Account> {
    let changed = || Error::refused(AccountRefusal::WrongCredentials);
    match store::lock(connection, account).await {
        Ok(account) if account.credentials == credentials && !account.is_closed => Ok(account),
        Ok(_) | Err(Error::NotFound) => Err(changed()),
        Err(error) => Err(error),
    }
}

/// The account of somebody who is in, locked, unless what lets them in has changed since their password was checked.
///
/// # Errors
/// [`AccountRefusal::Busy`] when it has.
pub(super) async fn same(connection: &mut PgConnection, account: &Account) -> Result<Account> {
    unchanged(connection, account.id, account.credentials).await.map_err(|error| match error {
        Error::Refused(_) => Error::refused(AccountRefusal::Busy),
        error => error,
    })
}

/// Lets somebody in, in the caller's transaction with the account locked: audit, device, a guest's orders.
pub(super) async fn enter(
    connection: &mut PgConnection,
    shop: &Shop,
    account: &Account,
    method: LogInMethod,
    caller: &Caller,
) -> Result<LoggedIn> {
    let attempt = Attempt { account: Some(account.id), method, outcome: LogInOutcome::Entered, caller };
    log_ins::note(connection, &attempt).await?;
    let new_device = match devices::meet(connection, shop, account.id, caller).await? {
        Met::Known => None,
        Met::New { cookie, is_strange } => {
            if is_strange {
                mailbox::tell(connection, shop, account, AccountMail::NewDevice, caller).await?;
            }
            Some(cookie)
        }
    };
    claim(connection, account).await?;
    let is_staff = roles::of(connection, account.id).await?.iter().any(|role| role.is_staff());
    let must_enrol = is_staff && !second_factors::of(connection, account.id).await?.is_there();
    Ok(LoggedIn {
        account: account.id,
        needs: must_enrol.then_some(SecondFactor::Enrol),
        strength: method.strength(),
        credentials: account.credentials,
        language: account.language,
        new_device,
    })
}

/// Makes orders that were placed as a guest the account's own, if it is shown that its owner reads the mail that they were placed with.
pub(super) async fn claim(connection: &mut PgConnection, account: &Account) -> Result<()> {
    if account.is_verified
        && let Ok(email) = account.email.parse()
    {
        orders::claim(connection, account.id, &email).await?;
    }
    Ok(())
}
