use domain::{
    cart::{CartOwner, CartView},
    ids::VariantId,
    language::Language,
};

use super::{add::for_sale, show::show, store};
use crate::{error::Result, shop::Shop};

/// Sets the pieces of a variant, so that the cart holds just so many afterwards, whatever another tab did.
///
/// Refused by a [`domain::cart::CartRefusal`] as adding is. To take a line out, remove it: 0 is refused.
pub async fn set_quantity(
    shop: &Shop,
    language: Language,
    owner: impl Into<CartOwner>,
    variant: VariantId,
    quantity: u32,
) -> Result<CartView> {
    let owner = owner.into();
    let offer = for_sale(shop, variant).await?;
    let cart = store::change(shop, owner, |cart| cart.set_quantity(&offer, quantity)).await?;
    Ok(show(shop, language, cart, vec![offer]).await?.view)
}
