use domain::accounts::{AccountRefusal, Password, Principal};

use super::store;
use crate::{
    accounts::{Caller, entering::same, mailbox, new_password, roles, store as accounts},
    error::{Error, Result},
    mail::AccountMail,
    shop::Shop,
};

/// Asks for no codes any more, by the password. With the last second factor the recovery codes go as well.
///
/// # Errors
/// [`AccountRefusal::WrongPassword`]; [`AccountRefusal::NotEnrolled`]; [`AccountRefusal::SecondFactorNeeded`] for staff, who are never
/// without.
pub async fn remove_codes(shop: &Shop, who: &Principal, password: &Password, caller: &Caller) -> Result<()> {
    let account = accounts::by_id(&shop.pool, who.account).await?;
    new_password::check_current(shop, &account, password).await?;
    let mut transaction = shop.begin().await?;
    let account = same(&mut transaction, &account).await?;
    if !store::remove_app(&mut transaction, account.id).await? {
        return Err(Error::refused(AccountRefusal::NotEnrolled));
    }
    if !store::of(&mut transaction, account.id).await?.is_there() {
        if roles::of(&mut transaction, account.id).await?.iter().any(|role| role.is_staff()) {
            return Err(Error::refused(AccountRefusal::SecondFactorNeeded));
        }
        store::remove(&mut transaction, account.id).await?;
    }
    mailbox::tell(&mut transaction, shop, &account, AccountMail::CodesRemoved, caller).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(())
}
