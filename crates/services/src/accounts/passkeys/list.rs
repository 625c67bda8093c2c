use domain::accounts::{AccountRefusal, PasskeyView, Password, Principal};
use uuid::Uuid;

use super::store;
use crate::{
    accounts::{Caller, entering::same, mailbox, new_password, roles, second_factors, store as accounts},
    error::{Error, Result},
    mail::AccountMail,
    shop::Shop,
};

/// The passkeys of who is asking.
pub async fn passkeys(shop: &Shop, who: &Principal) -> Result<Vec<PasskeyView>> {
    let mut connection = shop.pool.acquire().await?;
    store::views(&mut connection, who.account).await
}

/// Removes a passkey, by the password. With the last second factor the recovery codes go, too.
///
/// # Errors
/// [`AccountRefusal::WrongPassword`]; [`Error::NotFound`] when it is another account's; [`AccountRefusal::SecondFactorNeeded`] for staff who would be without.
pub async fn remove_passkey(shop: &Shop, who: &Principal, id: Uuid, password: &Password, caller: &Caller) -> Result<()> {
    let account = accounts::by_id(&shop.pool, who.account).await?;
    new_password::check_current(shop, &account, password).await?;
    let mut transaction = shop.begin().await?;
    let account = same(&mut transaction, &account).await?;
    if !store::remove(&mut transaction, account.id, id).await? {
        return Err(Error::NotFound);
    }
    if !second_factors::of(&mut transaction, account.id).await?.is_there() {
        if roles::of(&mut transaction, account.id).await?.iter().any(|role| role.is_staff()) {
            return Err(Error::refused(AccountRefusal::SecondFactorNeeded));
        }
        second_factors::remove(&mut transaction, account.id).await?;
    }
    mailbox::tell(&mut transaction, shop, &account, AccountMail::PasskeyRemoved, caller).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(())
}
