use domain::{
    cart::{CartOwner, CartView},
    language::Language,
};

use super::{show::show, store};
use crate::{error::Result, shop::Shop};

/// Puts the line that was removed last back; without one, nothing changes.
pub async fn undo_remove(shop: &Shop, language: Language, owner: impl Into<CartOwner>) -> Result<CartView> {
    let owner = owner.into();
    let cart = store::change(shop, owner, super::document::Document::undo_remove).await?;
    Ok(show(shop, language, cart, Vec::new()).await?.view)
}
