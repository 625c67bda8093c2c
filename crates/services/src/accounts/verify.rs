use domain::accounts::LinkKind;

use super::{Caller, attempts, entering, store, tokens};
use crate::{error::Result, shop::Shop};

/// Confirms the address of an account that was made without a mail, and claims what was ordered with it as a guest.
///
/// # Errors
/// [`AccountRefusal::LinkInvalid`](domain::accounts::AccountRefusal::LinkInvalid) when the link is not good.
pub async fn verify(shop: &Shop, token: &str, caller: &Caller) -> Result<()> {
    attempts::link(shop, caller).await?;
    let account = tokens::find(&shop.pool, LinkKind::Verify, token).await?.account.ok_or_else(tokens::invalid)?;
    let mut transaction = shop.begin().await?;
    store::lock(&mut transaction, account).await?;
    tokens::take(&mut transaction, LinkKind::Verify, token).await?;
    store::mail_was_read(&mut transaction, account).await?;
    let account = store::lock(&mut transaction, account).await?;
    entering::claim(&mut transaction, &account).await?;
    transaction.commit().await?;
    Ok(())
}
