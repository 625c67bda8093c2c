use domain::{
    accounts::{PasswordChange, Principal},
    ids::SessionId,
};

use super::{Caller, entering::same, mailbox, new_password, sessions, store, tokens};
use crate::{error::Result, mail::AccountMail, shop::Shop};

/// Changes the password of somebody who is in and knows the one so far. All links are void, all sessions end but the one that asks.
///
/// # Errors
/// [`AccountRefusal::WrongPassword`](domain::accounts::AccountRefusal::WrongPassword); what is wrong with the new one;
/// [`AccountRefusal::Busy`](domain::accounts::AccountRefusal::Busy) when the password was changed elsewhere in the same moment.
pub async fn change_password(shop: &Shop, who: &Principal, keep: Option<SessionId>, form: &PasswordChange, caller: &Caller) -> Result<()> {
    let account = store::by_id(&shop.pool, who.account).await?;
    new_password::check_current(shop, &account, &form.current).await?;
    let hash = new_password::hash(shop, &form.new, &account.email).await?;
    let mut transaction = shop.begin().await?;
    let account = same(&mut transaction, &account).await?;
    store::set_password(&mut transaction, account.id, &hash).await?;
    tokens::end_of_account(&mut transaction, account.id).await?;
    sessions::end_all(&mut transaction, account.id, keep).await?;
    mailbox::tell(&mut transaction, shop, &account, AccountMail::PasswordChanged, caller).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(())
}
