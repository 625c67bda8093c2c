use domain::{
    accounts::Permission,
    backoffice::{GiftCardDetail, Offer},
};
use uuid::Uuid;

use super::{
    movements::movements,
    rows::{Wanted, rows},
};
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// A card with a page of what moved its balance, at one moment: the newest movements, or those below the number `before`. For staff who may
/// [`Permission::HandleGiftCards`]; orders are linked for those who may [`Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a card.
pub async fn detail(shop: &Shop, by: impl Into<Acting>, card: Uuid, before: Option<i64>) -> Result<GiftCardDetail> {
    let by = by.into();
    by.may(Permission::HandleGiftCards)?;
    let mut snapshot = shop.begin_search().await?;
    let wanted = Wanted { card: Some(card), most: 1, ..Wanted::default() };
    let found = rows(&mut snapshot, &wanted).await?.pop().ok_or(Error::NotFound)?;
    let (movements, older) = movements(&mut snapshot, card, before, by.may(Permission::SeeOrders).is_ok()).await?;
    snapshot.rollback().await?;
    let correction = match by.may(Permission::CorrectGiftCards) {
        Ok(()) => Offer::Yes,
        Err(Error::Unproven(proof)) => Offer::After(proof),
        Err(_) => Offer::No,
    };
    Ok(GiftCardDetail { row: found.row, version: found.version, block: found.block, movements, older, correction })
}
