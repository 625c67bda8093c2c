use domain::cart::CartOwner;

use super::{document::Document, store};
use crate::{error::Result, shop::Shop};

/// Empties the cart, whatever is in it.
pub async fn clear(shop: &Shop, owner: impl Into<CartOwner>) -> Result<()> {
    let owner = owner.into();
    let empty = |cart: &mut Document| {
        *cart = Document::default();
        Ok(())
    };
    let stored = store::load(shop, owner).await?;
    store::change_from(shop, owner, stored, empty).await.map(drop)
}
