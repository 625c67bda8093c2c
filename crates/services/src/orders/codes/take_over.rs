use domain::ids::{AccountId, GuestId};

use super::kept::{Codes, forget, keep, load};
use crate::{error::Result, orders::draft, shop::Shop};

/// Gives the account what the guest has entered, at a log-in: codes, as far as the account has none of their kind, and the checkout's form unless the
/// account has one under way. The cart itself is [`crate::cart::merge`]'s matter. A second call changes nothing.
pub async fn take_over(shop: &Shop, guest: GuestId, account: AccountId) -> Result<()> {
    let entered = load(shop, guest.into()).await;
    if entered != Codes::default() {
        let own = load(shop, account.into()).await;
        let codes = Codes { voucher: own.voucher.or(entered.voucher), gift_card: own.gift_card.or(entered.gift_card) };
        keep(shop, account.into(), &codes).await?;
        forget(shop, guest.into()).await;
    }
    if let Some(form) = draft::load(shop, guest.into()).await
        && draft::load(shop, account.into()).await.is_none()
    {
        draft::save(shop, account.into(), &form).await;
        draft::forget(shop, guest.into()).await;
    }
    Ok(())
}
