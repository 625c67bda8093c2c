use domain::{
    cart::{CartOwner, CartView},
    ids::VariantId,
    language::Language,
};

use super::{show::show, store};
use crate::{error::Result, shop::Shop};

/// Takes a variant out of the cart; the view offers to put it back. One that is not in it changes nothing.
pub async fn remove(shop: &Shop, language: Language, owner: impl Into<CartOwner>, variant: VariantId) -> Result<CartView> {
    let owner = owner.into();
    let cart = store::change(shop, owner, |cart| {
        cart.remove(variant);
        Ok(())
    })
    .await?;
    Ok(show(shop, language, cart, Vec::new()).await?.view)
}
