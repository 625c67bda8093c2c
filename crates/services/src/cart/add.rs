use domain::{
    cart::{CartOwner, CartRefusal, CartView},
    ids::VariantId,
    language::Language,
};

use super::{show::show, store};
use crate::{
    catalog::{Offer, offers},
    error::{Error, Result},
    shop::Shop,
};

/// Puts pieces of a variant into the cart, on top of those that are there.
///
/// Refused by a [`CartRefusal`] when the variant is not sold, the number of pieces is absurd or more than there are, or the cart is full.
pub async fn add(shop: &Shop, language: Language, owner: impl Into<CartOwner>, variant: VariantId, quantity: u32) -> Result<CartView> {
    if quantity == 0 {
        return Err(Error::refused(CartRefusal::QuantityOutOfRange));
    }
    let owner = owner.into();
    let offer = for_sale(shop, variant).await?;
    let cart = store::change(shop, owner, |cart| cart.add(&offer, quantity)).await?;
    Ok(show(shop, language, cart, vec![offer]).await?.view)
}

/// The variant as it stands now, or [`CartRefusal::NotForSale`].
pub(super) async fn for_sale(shop: &Shop, variant: VariantId) -> Result<Offer> {
    let offer = offers(shop, &[variant]).await?.pop().filter(|offer| offer.for_sale);
    offer.ok_or_else(|| Error::refused(CartRefusal::NotForSale))
}
