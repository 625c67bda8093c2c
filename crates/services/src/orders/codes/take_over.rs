use domain::ids::{AccountId, GuestId};

use super::kept::{Codes, forget, keep};
use crate::{
    error::Result,
    orders::{draft, entered},
    shop::Shop,
};

/// Gives the account what the guest has entered, at a log-in: codes, as far as the account has none of their kind, and the checkout's form unless the
/// account has one under way. The cart itself is [`crate::cart::merge`]'s matter. A second call changes nothing.
pub async fn take_over(shop: &Shop, guest: GuestId, account: AccountId) -> Result<()> {
    let theirs = entered(shop, guest.into()).await;
    if theirs.codes == Codes::default() && theirs.draft.is_none() {
        return Ok(());
    }
    let own = entered(shop, account.into()).await;
    if theirs.codes != Codes::default() {
        let (codes, theirs) = (own.codes, theirs.codes);
        let codes = Codes { voucher: codes.voucher.or(theirs.voucher), gift_card: codes.gift_card.or(theirs.gift_card) };
        keep(shop, account.into(), &codes).await?;
        forget(shop, guest.into()).await;
    }
    if let Some(form) = theirs.draft
        && own.draft.is_none()
    {
        draft::save(shop, account.into(), &form).await;
        draft::forget(shop, guest.into()).await;
    }
    Ok(())
}
