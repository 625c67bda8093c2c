use domain::{
    cart::CartOwner,
    orders::{OrderRefusal, tidy_code},
    payments::{GiftCardCode, GiftCardView},
};

use super::{count_try, find, usable};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// What is left on the card of a code. For a code that is none, an expired card and an empty one alike the answer is
/// [`OrderRefusal::CodeUnknown`], and after too many tries [`OrderRefusal::CodesTried`].
pub async fn balance(shop: &Shop, owner: impl Into<CartOwner>, text: &str) -> Result<GiftCardView> {
    let owner = owner.into();
    count_try(shop, owner).await?;
    let unknown = || Error::refused(OrderRefusal::CodeUnknown);
    let code = tidy_code(text).and_then(|code| GiftCardCode::read(&code)).ok_or_else(unknown)?;
    let card = find(&shop.pool, &code).await?.ok_or_else(unknown)?;
    usable(&shop.pool, card).await?.ok_or_else(unknown)
}
