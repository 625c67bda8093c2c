use domain::accounts::{AccountRefusal, Password, Principal};

use super::{entering::same, mailbox, new_password, retention, roles, sessions, store, tokens};
use crate::{
    error::{Error, Result},
    mail::{AccountLetter, AccountMail, Facts, enqueue_account_mail},
    shop::Shop,
};

/// Closes the account of somebody who is in and knows its password: nobody gets in any more, and it is erased some days later. Until then its owner can have
/// it back by choosing a new password.
///
/// # Errors
/// [`AccountRefusal::WrongPassword`]; [`AccountRefusal::StillStaff`] for somebody who has a role besides buying.
pub async fn close(shop: &Shop, who: &Principal, password: &Password) -> Result<()> {
    let account = store::by_id(&shop.pool, who.account).await?;
    new_password::check_current(shop, &account, password).await?;
    let mut transaction = shop.begin().await?;
    let account = same(&mut transaction, &account).await?;
    if roles::of(&mut transaction, account.id).await?.iter().any(|role| role.is_staff()) {
        return Err(Error::refused(AccountRefusal::StillStaff));
    }
    store::close(&mut transaction, account.id).await?;
    tokens::end_of_account(&mut transaction, account.id).await?;
    sessions::end_all(&mut transaction, account.id, None).await?;
    let letter = AccountLetter {
        kind: AccountMail::Closed,
        cause: &shop.new_id().to_string(),
        recipient: &account.email,
        language: account.language,
        path: &mailbox::forgotten_page(account.language),
        facts: Facts { days: retention::DAYS_UNTIL_ERASED, ..Facts::default() },
    };
    enqueue_account_mail(&mut transaction, shop, &letter).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(())
}
