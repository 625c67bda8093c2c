//! How often something may be tried, by whom. Tries are counted before they are looked at, and those that turn out well are given back.

use domain::{
    accounts::{LogInMethod, LogInOutcome},
    email::Email,
    ids::AccountId,
};

use super::{
    Caller, devices,
    limits::{self, Limit},
    log_ins::{self, Attempt},
};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// A try that was counted.
pub(super) struct Counted(Vec<(Limit, String)>);

impl Counted {
    /// It turned out well.
    pub(super) async fn give_back(self, shop: &Shop) {
        for (limit, subject) in self.0 {
            limits::give_back(shop, limit, &subject).await;
        }
    }
}

/// The spelling under which an account is looked for, of whatever somebody typed.
pub(super) fn customer(typed: &str) -> String {
    typed.parse::<Email>().map_or_else(|_| typed.trim().to_lowercase(), |email| email.customer())
}

/// Counts a log-in: by the block that it comes from, and by the account that it is for, whether there is one or not. A device that its owner has used
/// before is counted by itself, so strangers who try the account's address from everywhere do not lock its owner out.
///
/// Of a flood that is kept out, the audit gets a line every few seconds.
pub(super) async fn log_in(shop: &Shop, customer: &str, caller: &Caller) -> Result<Counted> {
    let block = (Limit::LogInByBlock, caller.network());
    count_log_in(shop, &block, caller).await?;
    let known = match caller.device.as_deref() {
        Some(device) => devices::is_known(&shop.pool, customer, device).await?,
        None => false,
    };
    let account = match caller.device.as_deref().filter(|_| known) {
        Some(device) => (Limit::LogInByDevice, device.to_owned()),
        None => (Limit::LogInByAccount, customer.to_owned()),
    };
    count_log_in(shop, &account, caller).await?;
    Ok(Counted(vec![block, account]))
}

async fn count_log_in(shop: &Shop, (limit, subject): &(Limit, String), caller: &Caller) -> Result<()> {
    let is_news = limits::is_spent(shop, *limit, subject).is_none();
    let counted = limits::count(shop, *limit, subject).await;
    if is_news && matches!(counted, Err(Error::TooMany { .. })) {
        let mut connection = shop.pool.acquire().await?;
        let attempt = Attempt { account: None, method: LogInMethod::Password, outcome: LogInOutcome::TooMany, caller };
        log_ins::note(&mut connection, &attempt).await?;
    }
    counted
}

/// Counts a request that makes a mail to an address, whoever's it is.
pub(super) async fn mail(shop: &Shop, email: &Email, caller: &Caller) -> Result<()> {
    limits::count(shop, Limit::MailByBlock, &caller.network()).await?;
    limits::count(shop, Limit::MailByAddress, &email.customer()).await
}

/// Counts a password that is asked for again from somebody who is in.
pub(super) async fn password(shop: &Shop, account: AccountId) -> Result<Counted> {
    one(shop, Limit::PasswordByAccount, account.to_string()).await
}

/// Counts a code of a second factor.
pub(super) async fn code(shop: &Shop, account: AccountId) -> Result<Counted> {
    one(shop, Limit::CodeByAccount, account.to_string()).await
}

/// Counts the use of a link, so that nobody makes the shop hash passwords for links that do not exist.
pub(super) async fn link(shop: &Shop, caller: &Caller) -> Result<()> {
    limits::count(shop, Limit::LinkByBlock, &caller.network()).await
}

async fn one(shop: &Shop, limit: Limit, subject: String) -> Result<Counted> {
    limits::count(shop, limit, &subject).await?;
    Ok(Counted(vec![(limit, subject)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_is_one_subject() {
        assert_eq!(customer(" Anna+x@Example.ch "), "anna@example.ch");
        assert_eq!(customer(" NO ADDRESS "), "no address");
    }
}
