use domain::{
    cart::{CartOwner, CartView},
    language::Language,
};

use super::{show::show, store};
use crate::{error::Result, shop::Shop};

/// The owner's cart; an empty one for a visitor who is nobody yet, without asking anybody.
pub async fn view(shop: &Shop, language: Language, owner: Option<CartOwner>) -> Result<CartView> {
    let Some(owner) = owner else { return Ok(CartView::default()) };
    let stored = store::load(shop, owner).await?;
    show(shop, language, owner, stored.version(), &stored.document).await
}
